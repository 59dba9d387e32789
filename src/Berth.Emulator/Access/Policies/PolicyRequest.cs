namespace Berth.Emulator.Access.Policies;

/// <summary>A request as policies see it.</summary>
/// <param name="Action">The action, such as <c>ecr:PutImage</c>.</param>
/// <param name="Resource">The ARN of the resource, or <c>*</c> for an action without a resource.</param>
/// <param name="Context">The values of the condition keys.</param>
internal sealed record PolicyRequest(string Action, string Resource, RequestContext Context);
