namespace Berth.Aws.Wire;

internal sealed record WirePreviewAction(string? Type, string? TargetStorageClass);
