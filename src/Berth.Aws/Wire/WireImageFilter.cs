namespace Berth.Aws.Wire;

internal sealed record WireImageFilter(string? TagStatus, string? ImageStatus);
