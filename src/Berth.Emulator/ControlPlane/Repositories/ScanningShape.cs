namespace Berth.Emulator.ControlPlane.Repositories;

/// <summary>The scanning configuration on the wire.</summary>
internal sealed record ScanningShape(bool? ScanOnPush);
