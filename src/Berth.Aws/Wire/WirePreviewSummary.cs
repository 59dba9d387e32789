namespace Berth.Aws.Wire;

internal sealed record WirePreviewSummary(int? ExpiringImageTotalCount);
