using Berth.Registries;

namespace Berth.Credentials;

/// <summary>The messages of refusals: the principal, the missing permission, and the statement to add.</summary>
public static class ScopedRefusals
{
    private static readonly string[] AssumeAndTag = ["sts:AssumeRole", "sts:TagSession"];

    /// <summary>No role is configured.</summary>
    /// <param name="registry">The registry.</param>
    /// <returns>The refusal.</returns>
    public static ScopedCredentialsRefused NoRole(EcrRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return new ScopedCredentialsRefused(
            ScopedRefusalReason.NoRole,
            $"no role is configured for the registry {registry.Host}, and only a role's session can be limited to one repository; set assumeRole.roleArn to a role that may push to and pull from the registry");
    }

    /// <summary>The role cannot be assumed.</summary>
    /// <param name="role">The role.</param>
    /// <param name="principal">The caller's ARN, or <see langword="null"/> if it is not known.</param>
    /// <param name="answer">The error of STS.</param>
    /// <returns>The refusal, with the statements for both sides.</returns>
    public static ScopedCredentialsRefused NotAssumable(AssumedRole role, string? principal, EcrException answer)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(answer);
        var own = new PolicyStatement(AssumeAndTag, role.ToString());
        var trust = new PolicyStatement(AssumeAndTag, null, principal ?? "the caller's ARN");
        var externalId = role.ExternalId is null
            ? "no external id is configured; configure it if the trust policy requires one"
            : "the configured external id must be the one that the trust policy requires";
        return new ScopedCredentialsRefused(
            ScopedRefusalReason.RoleNotAssumable,
            $"{principal ?? "the caller"} lacks sts:AssumeRole or sts:TagSession on {role} ({answer.Code}): add {own} to its policy and {trust} to the role's trust policy; {externalId}")
        {
            Principal = principal,
            Statement = own,
            TrustStatement = trust,
        };
    }

    /// <summary>STS refuses the request.</summary>
    /// <param name="role">The role.</param>
    /// <param name="duration">The requested duration.</param>
    /// <param name="answer">The error of STS.</param>
    /// <returns>The refusal.</returns>
    public static ScopedCredentialsRefused NotAccepted(AssumedRole role, TimeSpan duration, EcrException answer)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(answer);
        return new ScopedCredentialsRefused(
            ScopedRefusalReason.RequestNotAccepted,
            $"STS refuses a session of {role} for {duration} ({answer.Code}): request at most the role's maximum session duration (one hour if the caller itself uses a role session), or raise that maximum");
    }

    /// <summary>The role does not have a permission that the session needs.</summary>
    /// <param name="role">The role.</param>
    /// <param name="answer">What ECR said.</param>
    /// <returns>The refusal, with the statement for the role.</returns>
    public static ScopedCredentialsRefused RoleLacks(AssumedRole role, EcrException answer)
    {
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(answer);
        var statement = new PolicyStatement(["ecr:GetAuthorizationToken"], "*");
        return new ScopedCredentialsRefused(
            ScopedRefusalReason.RoleLacksPermission,
            $"{role} lacks ecr:GetAuthorizationToken on * ({answer.Code}): add {statement} to the role's policy")
        {
            Principal = role.ToString(),
            Statement = statement,
        };
    }
}
