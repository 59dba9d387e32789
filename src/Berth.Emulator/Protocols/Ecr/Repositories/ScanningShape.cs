namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>The scanning configuration on the wire.</summary>
internal sealed record ScanningShape(bool? ScanOnPush);
