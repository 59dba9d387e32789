namespace Berth.Emulator.Access;

/// <summary>Why a request is refused: AWS's error code with its HTTP status and text.</summary>
internal sealed record Denial(int Status, string Code, string Message);
