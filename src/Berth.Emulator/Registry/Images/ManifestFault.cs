namespace Berth.Emulator.Registry.Images;

/// <summary>Why something is no manifest that the registry takes.</summary>
/// <param name="IsUnsupported">Whether it is of a kind that the registry does not know, rather than malformed.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record ManifestFault(bool IsUnsupported, string Message)
{
    public static ManifestFault Invalid(string reason) => new(false, $"The manifest is invalid: {reason}.");

    public static ManifestFault Unsupported(string mediaType) => new(true, $"Unsupported manifest type: \"{mediaType}\"");
}
