namespace Berth.Credentials;

/// <summary>The credentials are refused, and nothing broader is given in their place.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">One sentence with the principal, the missing permission, the resource and the remedy. It contains no secrets.</param>
public sealed record ScopedCredentialsRefused(ScopedRefusalReason Reason, string Message) : ScopedCredentialsResult
{
    /// <summary>Gets the ARN of the principal that lacks the permission, if it is known.</summary>
    public string? Principal { get; init; }

    /// <summary>Gets the statement to add to the principal's policy, if one would help.</summary>
    public PolicyStatement? Statement { get; init; }

    /// <summary>Gets the statement to add to the role's trust policy, if one would help.</summary>
    public PolicyStatement? TrustStatement { get; init; }
}
