namespace Berth.Emulator.ControlPlane.Repositories;

/// <summary>An exclusion filter on the wire.</summary>
internal sealed record ExclusionFilterShape(string? FilterType, string? Filter);
