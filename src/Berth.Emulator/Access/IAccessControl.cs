using System.Diagnostics.CodeAnalysis;

namespace Berth.Emulator.Access;

/// <summary>Authenticates and authorizes the requests of every protocol.</summary>
internal interface IAccessControl
{
    /// <summary>Gets the warnings about policies, such as unknown condition keys; empty if policies are not enforced.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>Authenticates a request to the API of ECR or STS by its signature.</summary>
    bool TryAuthenticate(
        SignedRequest request, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out Denial? denial);

    /// <summary>Authorizes a request.</summary>
    /// <returns><see langword="null"/> if the request is allowed, otherwise the denial.</returns>
    Denial? Authorize(in AccessRequest request);

    /// <summary>Checks a repository policy: its grammar, and that the principals that it names exist.</summary>
    /// <returns>The reason in ECR's words, or <see langword="null"/> if the policy can be set.</returns>
    string? RefusePolicy(string policyText);

    /// <summary>Issues the password of a registry token, whose bearer acts as the caller over <c>/v2/</c>.</summary>
    string IssueToken(Caller caller, DateTimeOffset expiresAt);

    /// <summary>Authenticates the bearer of a registry token. The caller has no <see cref="Caller.Origin"/> yet.</summary>
    /// <param name="password">What follows <c>AWS:</c> in the Basic credentials.</param>
    /// <param name="caller">The bearer, or <see langword="null"/>.</param>
    /// <param name="isExpired">Whether the token was valid and has expired.</param>
    bool TryReadToken(string password, [NotNullWhen(true)] out Caller? caller, out bool isExpired);

    /// <summary>Assumes a role.</summary>
    bool TryAssumeRole(
        Caller caller,
        RoleRequest request,
        [NotNullWhen(true)] out RoleSession? session,
        [NotNullWhen(false)] out Denial? denial);
}
