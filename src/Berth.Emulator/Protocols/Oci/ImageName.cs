using Berth.Names;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>The reference to an image in a path: a tag, a digest, or an invalid reference.</summary>
internal readonly record struct ImageName(Tag? Tag, Digest? Digest)
{
    public static ImageName Parse(string reference) =>
        Digest.TryParse(reference, out var digest) ? new ImageName(null, digest)
        : Tag.TryParse(reference, out var tag) ? new ImageName(tag, null)
        : default;

    /// <summary>Returns the error for a reference that is neither a valid tag nor a valid digest.</summary>
    public static OciError Refuse(string reference) => reference.Contains(':', StringComparison.Ordinal)
        ? new OciError(OciErrorCode.DigestInvalid, $"'{reference}' is not a valid digest.")
        : new OciError(OciErrorCode.TagInvalid, $"'{reference}' is not a valid tag: it must match '[a-zA-Z0-9_][a-zA-Z0-9._-]{{0,127}}'.");
}
