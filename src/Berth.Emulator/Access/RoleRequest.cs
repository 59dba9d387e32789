using System.Collections.Frozen;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>A request of STS AssumeRole, validated by the API's grammar.</summary>
internal sealed record RoleRequest(Arn Role, string SessionName, TimeSpan Duration)
{
    public string? ExternalId { get; init; }

    /// <summary>The session policy as it was sent.</summary>
    public string? Policy { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    /// <summary>The session's tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The keys of those tags that sessions assumed from the new one inherit.</summary>
    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }
}
