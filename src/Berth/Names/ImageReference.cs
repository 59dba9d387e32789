using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Berth.Names;

/// <summary>The reference to an image: registry, repository, and a tag, a digest or both: <c>host/repository[:tag][@digest]</c>.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests"/>
[JsonConverter(typeof(ValueJsonConverter<ImageReference>))]
public sealed record ImageReference : IValue<ImageReference>
{
    private ImageReference(RegistryHost registry, RepositoryName repository, Tag? tag, Digest? digest)
    {
        Registry = registry;
        Repository = repository;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>Gets the registry's host.</summary>
    public RegistryHost Registry { get; }

    /// <summary>Gets the repository's name.</summary>
    public RepositoryName Repository { get; }

    /// <summary>Gets the tag, or <see langword="null"/> where the image is named by its digest alone.</summary>
    public Tag? Tag { get; }

    /// <summary>Gets the digest, or <see langword="null"/> where the image is named by its tag alone.</summary>
    public Digest? Digest { get; }

    /// <summary>Names an image by its tag.</summary>
    /// <param name="registry">The registry's host.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="tag">The tag.</param>
    /// <returns>The reference.</returns>
    public static ImageReference Of(RegistryHost registry, RepositoryName repository, Tag tag)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(tag);
        return new ImageReference(registry, repository, tag, null);
    }

    /// <summary>Names an image by its digest.</summary>
    /// <param name="registry">The registry's host.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="digest">The digest.</param>
    /// <returns>The reference.</returns>
    public static ImageReference Of(RegistryHost registry, RepositoryName repository, Digest digest)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(digest);
        return new ImageReference(registry, repository, null, digest);
    }

    /// <summary>Parses an image reference.</summary>
    /// <param name="text">The reference, with its registry and with a tag or a digest.</param>
    /// <returns>The reference as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a complete image reference.</exception>
    public static ImageReference Parse(string text) => Value.Parse<ImageReference>(text, "an image reference");

    /// <summary>Parses an image reference, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The reference, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a complete image reference.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageReference? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ImageReference? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (text is null || slash <= 0)
        {
            reason = "an image reference is host/repository:tag or host/repository@digest, and this has no host and slash";
            return false;
        }

        if (!RegistryHost.TryParse(text[..slash], out var registry, out reason))
        {
            reason = $"its registry '{text[..slash]}' is not valid: {reason}";
            return false;
        }

        var rest = text[(slash + 1)..];
        Digest? digest = null;
        var at = rest.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            if (!Digest.TryParse(rest[(at + 1)..], out digest, out reason))
            {
                reason = $"its digest '{rest[(at + 1)..]}' is not valid: {reason}";
                return false;
            }

            rest = rest[..at];
        }

        Tag? tag = null;
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            if (!Tag.TryParse(rest[(colon + 1)..], out tag, out reason))
            {
                reason = $"its tag '{rest[(colon + 1)..]}' is not valid: {reason}";
                return false;
            }

            rest = rest[..colon];
        }

        if (!RepositoryName.TryParse(rest, out var repository, out reason))
        {
            reason = $"its repository '{rest}' is not valid: {reason}";
            return false;
        }

        if (tag is null && digest is null)
        {
            reason = "it has neither tag nor digest; add :tag or @digest";
            return false;
        }

        value = new ImageReference(registry, repository, tag, digest);
        reason = null;
        return true;
    }

    /// <summary>The reference as docker clients write it.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() =>
        $"{Registry}/{Repository}{(Tag is null ? string.Empty : $":{Tag}")}{(Digest is null ? string.Empty : $"@{Digest}")}";
}
