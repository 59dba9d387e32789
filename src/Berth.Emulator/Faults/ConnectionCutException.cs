namespace Berth.Emulator.Faults;

/// <summary>A planned fault cuts the connection of a request.</summary>
internal sealed class ConnectionCutException() : BerthException("a planned fault cuts the connection");
