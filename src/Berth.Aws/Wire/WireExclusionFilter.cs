namespace Berth.Aws.Wire;

internal sealed record WireExclusionFilter(string? FilterType, string? Filter);
