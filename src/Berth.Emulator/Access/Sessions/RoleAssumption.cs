using System.Collections.Immutable;
using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Access.Sessions;

/// <summary>The rules for assuming a role: the allowed callers, the duration, and the tags that the session inherits.</summary>
/// <param name="directory">The roles.</param>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>
internal sealed class RoleAssumption(IdentityDirectory directory)
{
    private static readonly TimeSpan MaxChained = TimeSpan.FromHours(1);

    /// <summary>Decides a request.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="origin">Where its request comes from.</param>
    /// <param name="request">The request.</param>
    /// <param name="accessKeyId">The access key of the new session.</param>
    /// <param name="now">The time at which the session begins.</param>
    /// <param name="session">The session, or <see langword="null"/> if it is denied.</param>
    /// <returns>Why it is denied, or <see langword="null"/>.</returns>
    public Denial? Decide(TrustedPrincipal caller, RequestOrigin origin, RoleRequest request, string accessKeyId, DateTimeOffset now, out SealedPrincipal? session)
    {
        session = null;
        var inherited = caller.Seal.Tags.Where(tag => caller.Seal.TransitiveTagKeys.Contains(tag.Key)).ToImmutableDictionary();
        var tags = inherited.SetItems(request.Tags);
        var sourceIdentity = request.SourceIdentity ?? caller.Seal.SourceIdentity;
        var denial = Refuse(caller, origin.AddTo(caller.Principal.Describe(), now), request, tags, sourceIdentity)
            ?? RefuseDuration(caller, request)
            ?? RefuseTags(request, inherited)
            ?? RefusePolicy(request);
        if (denial is null)
        {
            session = new SealedPrincipal
            {
                Owner = request.Role,
                AccessKeyId = accessKeyId,
                ExpiresAt = now + request.Duration,
                SessionName = request.SessionName,
                Policy = request.Policy,
                Tags = tags,
                TransitiveTagKeys = [.. inherited.Keys.Union(request.TransitiveTagKeys)],
                SourceIdentity = sourceIdentity,
            };
        }

        return denial;
    }

    private static Denial Invalid(string message) => new(400, "ValidationError", message);

    private static Denial? RefuseTags(RoleRequest request, ImmutableDictionary<string, string> inherited)
    {
        if (request.Tags.Keys.Concat(request.TransitiveTagKeys).Any(inherited.ContainsKey))
        {
            return Invalid("One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.");
        }

        return request.TransitiveTagKeys.All(request.Tags.ContainsKey)
            ? null
            : Invalid("The specified transitive tag key must be included in the requested tags.");
    }

    private static Denial? RefusePolicy(RoleRequest request)
    {
        if (PackedSize.PercentOf(request) is > 100 and var percent)
        {
            return new Denial(400, "PackedPolicyTooLarge", $"Packed size of session policies and session tags consumes {percent}% of allotted space.");
        }

        if (request.PolicyArns.Count > 0)
        {
            return Invalid($"Policy {request.PolicyArns[0]} does not exist or is not attachable.");
        }

        if (request.Policy is not null && IamPolicy.Parse(request.Policy, PolicyKind.Session, "Policy", out var faults) is null)
        {
            return new Denial(400, "MalformedPolicyDocument", string.Join(" ", faults));
        }

        return null;
    }

    private Denial? Refuse(
        TrustedPrincipal caller, RequestContext context, RoleRequest request, ImmutableDictionary<string, string> tags, string? sourceIdentity)
    {
        context
            .With(ConditionKeys.ExternalId, request.ExternalId)
            .With(ConditionKeys.RoleSessionName, request.SessionName)
            .With(ConditionKeys.RequestedSourceIdentity, sourceIdentity)
            .With(ConditionKeys.SourceIdentity, caller.Seal.SourceIdentity)
            .With(ConditionKeys.ResourceAccount, request.Role.Account?.ToString())
            .WithTags(ConditionKeys.RequestTag, tags)
            .WithAll(ConditionKeys.TagKeys, tags.Keys)
            .WithAll(ConditionKeys.TransitiveTagKeys, request.TransitiveTagKeys);
        var role = directory.FindRole(request.Role);
        context.WithTags(ConditionKeys.ResourceTag, role?.Tags);

        string?[] actions =
        [
            "sts:AssumeRole",
            tags.IsEmpty ? null : "sts:TagSession",
            sourceIdentity is null ? null : "sts:SetSourceIdentity",
        ];
        var refused = actions.OfType<string>().FirstOrDefault(action =>
            role is null
            || AccessEvaluator.Decide(
                caller.Principal,
                new PolicyRequest(action, request.Role.ToString(), context),
                role.Account.Id,
                role.Trust,
                mustTrust: true) != AccessReason.Allowed);
        if (sourceIdentity is not null && caller.Seal.SourceIdentity is { } kept && kept != sourceIdentity)
        {
            refused ??= "sts:SetSourceIdentity";
        }

        return refused is null
            ? null
            : new Denial(403, "AccessDenied", $"User: {caller.Principal.Arn} is not authorized to perform: {refused} on resource: {request.Role}");
    }

    private Denial? RefuseDuration(TrustedPrincipal caller, RoleRequest request)
    {
        if (caller.Principal.IsSession && request.Duration > MaxChained)
        {
            return Invalid("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }

        return request.Duration > directory.FindRole(request.Role)!.MaxSessionDuration
            ? Invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
            : null;
    }
}
