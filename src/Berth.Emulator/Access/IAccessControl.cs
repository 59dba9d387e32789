using System.Diagnostics.CodeAnalysis;

namespace Berth.Emulator.Access;

/// <summary>Who may do what. Both doors, the JSON API and <c>/v2/</c>, ask it.</summary>
internal interface IAccessControl
{
    /// <summary>Finds out who sent a request to ECR's or STS's API.</summary>
    bool TryAuthenticate(
        SignedRequest request, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out Denial? denial);

    /// <summary>Decides whether a caller may do something.</summary>
    /// <returns><see langword="null"/> if it may, and otherwise why not.</returns>
    Denial? Authorize(in AccessRequest request);

    /// <summary>Says why a repository policy cannot be set: it names nobody that exists, or asks for what is not evaluated.</summary>
    /// <returns>The reason as a refusal quotes it, or <see langword="null"/> if the policy can be set.</returns>
    string? RefusePolicy(string policyText);

    /// <summary>Gives out the password of a registry token that lets its bearer act as the caller over <c>/v2/</c>.</summary>
    string IssueToken(Caller caller, DateTimeOffset expiresAt);

    /// <summary>Finds out who bears a registry token.</summary>
    /// <param name="password">What follows <c>AWS:</c> in the Basic credentials.</param>
    /// <param name="caller">The bearer, or <see langword="null"/>.</param>
    /// <param name="isExpired">Whether the token was good once.</param>
    bool TryReadToken(string password, [NotNullWhen(true)] out Caller? caller, out bool isExpired);

    /// <summary>Assumes a role.</summary>
    bool TryAssumeRole(
        Caller caller,
        RoleRequest request,
        [NotNullWhen(true)] out RoleSession? session,
        [NotNullWhen(false)] out Denial? denial);
}
