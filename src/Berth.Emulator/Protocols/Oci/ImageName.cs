using Berth.Names;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>What a path names an image by: a tag, a digest, or something that is neither.</summary>
internal readonly record struct ImageName(Tag? Tag, Digest? Digest)
{
    public static ImageName Parse(string reference) =>
        Digest.TryParse(reference, out var digest) ? new ImageName(null, digest)
        : Tag.TryParse(reference, out var tag) ? new ImageName(tag, null)
        : default;

    /// <summary>Says what is wrong with a reference that is neither tag nor digest.</summary>
    public static OciError Refuse(string reference) => reference.Contains(':', StringComparison.Ordinal)
        ? new OciError(OciErrorCode.DigestInvalid, $"'{reference}' is no digest.")
        : new OciError(OciErrorCode.TagInvalid, $"'{reference}' is no tag: it has to satisfy '[a-zA-Z0-9_][a-zA-Z0-9._-]{{0,127}}'.");
}
