using Berth.Names;

namespace Berth.Aws.Images;

/// <summary>What names an image within its repository: a digest, a tag, or both where ECR lists them together.</summary>
public sealed record ImageIdentifier
{
    private ImageIdentifier(Digest? digest, Tag? tag)
    {
        Digest = digest;
        Tag = tag;
    }

    /// <summary>Gets the digest, or <see langword="null"/> where the tag alone names the image.</summary>
    public Digest? Digest { get; }

    /// <summary>Gets the tag, or <see langword="null"/> for an untagged image or one named by its digest.</summary>
    public Tag? Tag { get; }

    /// <summary>Names an image by its digest.</summary>
    /// <param name="digest">The digest.</param>
    /// <returns>The identifier.</returns>
    public static ImageIdentifier Of(Digest digest)
    {
        ArgumentNullException.ThrowIfNull(digest);
        return new ImageIdentifier(digest, null);
    }

    /// <summary>Names an image by a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>The identifier.</returns>
    public static ImageIdentifier Of(Tag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return new ImageIdentifier(null, tag);
    }

    /// <summary>The digest and the tag, as far as there are.</summary>
    /// <returns>Such as <c>v1@sha256:…</c>.</returns>
    public override string ToString() => Digest is null ? $"{Tag}" : Tag is null ? $"{Digest}" : $"{Tag}@{Digest}";

    internal static ImageIdentifier? From(Digest? digest, Tag? tag) => digest is null && tag is null ? null : new ImageIdentifier(digest, tag);
}
