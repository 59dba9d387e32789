namespace Berth.Emulator.Access.Policies;

/// <summary>What a caller wants to do.</summary>
/// <param name="Action">The action, such as <c>ecr:PutImage</c>.</param>
/// <param name="Resource">The ARN of what it is done to, or <c>*</c> for an action that has no resource.</param>
/// <param name="Context">The values of the condition keys.</param>
internal sealed record AccessQuestion(string Action, string Resource, RequestContext Context);
