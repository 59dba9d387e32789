namespace Berth.Emulator.Access;

/// <summary>A refusal of a request: AWS's error code with its HTTP status and message.</summary>
internal sealed record Denial(int Status, string Code, string Message);
