namespace Berth.Emulator.Registry.Images;

/// <summary>The reason why a manifest is refused.</summary>
/// <param name="IsUnsupported">Whether its media type is not supported; otherwise it is malformed.</param>
/// <param name="Message">The reason.</param>
internal sealed record ManifestFault(bool IsUnsupported, string Message)
{
    public static ManifestFault Invalid(string reason) => new(false, $"The manifest is invalid: {reason}.");

    public static ManifestFault Unsupported(string mediaType) => new(true, $"Unsupported manifest type: \"{mediaType}\"");
}
