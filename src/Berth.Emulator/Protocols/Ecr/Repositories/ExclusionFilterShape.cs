namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>An exclusion filter on the wire.</summary>
internal sealed record ExclusionFilterShape(string? FilterType, string? Filter);
