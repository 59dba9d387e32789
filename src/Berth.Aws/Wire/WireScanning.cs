namespace Berth.Aws.Wire;

internal sealed record WireScanning(bool? ScanOnPush);
