using Berth.Registries;

namespace Berth.Emulator.Identities;

/// <summary>What is asked of STS AssumeRole, its members checked against the API's grammar.</summary>
internal sealed record RoleRequest(Arn Role, string SessionName, TimeSpan Duration)
{
    public string? ExternalId { get; init; }

    /// <summary>The session policy as it was sent.</summary>
    public string? Policy { get; init; }

    public IReadOnlyList<string> PolicyArns { get; init; } = [];
}
