using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Access.Sessions;

/// <summary>The content of a session token or a registry token. It does not contain the policies of users and roles: they are read when it is used.</summary>
internal sealed record SealedPrincipal
{
    /// <summary>Gets the ARN of the user or the role.</summary>
    public required Arn Owner { get; init; }

    /// <summary>Gets the access key, to which a session token belongs.</summary>
    public required string AccessKeyId { get; init; }

    /// <summary>Gets when the token expires.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Gets the region in which a registry token is valid.</summary>
    public Region? Region { get; init; }

    /// <summary>Gets the account whose registry is meant if the host does not name one.</summary>
    public AccountId? Registry { get; init; }

    /// <summary>Gets the session's name, or <see langword="null"/> for a user.</summary>
    public string? SessionName { get; init; }

    /// <summary>Gets the session policy as it was passed to AssumeRole.</summary>
    public string? Policy { get; init; }

    /// <summary>Gets the session's tags.</summary>
    public ImmutableDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Gets the keys of the tags that sessions assumed from this one inherit.</summary>
    public ImmutableArray<string> TransitiveTagKeys { get; init; } = [];

    /// <summary>Gets the source identity, which all sessions assumed from this one keep.</summary>
    public string? SourceIdentity { get; init; }
}
