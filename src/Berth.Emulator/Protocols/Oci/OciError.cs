namespace Berth.Emulator.Protocols.Oci;

/// <summary>A refusal as the data plane gives it: the code and what is said with it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Message">What was wrong.</param>
internal sealed record OciError(OciErrorCode Code, string Message);
