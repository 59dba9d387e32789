namespace Berth.Emulator.Protocols.Oci;

/// <summary>
/// A path below <c>/v2/</c>, taken apart. A repository's name may itself hold parts such as <c>blobs</c> or <c>manifests</c>, so a path is
/// read from its end.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The repository's name as it was written; empty if the path has no name.</param>
/// <param name="Reference">What follows: a tag, a digest or an upload's id, as it was written.</param>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#endpoints"/>
internal readonly record struct Route(RouteKind Kind, string Name, string Reference)
{
    private const string Prefix = "/v2/";
    private const string UploadsEnd = "/blobs/uploads";

    /// <summary>Reads a path; <see langword="null"/> where there is nothing at it.</summary>
    public static Route? Parse(string path)
    {
        if (path is "/v2" or Prefix)
        {
            return new Route(RouteKind.Base, string.Empty, string.Empty);
        }

        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = path.AsSpan(Prefix.Length);
        if (rest is "_catalog")
        {
            return new Route(RouteKind.Catalog, string.Empty, string.Empty);
        }

        var withoutSlash = rest is [.., '/'] ? rest[..^1] : rest;
        if (withoutSlash.EndsWith(UploadsEnd, StringComparison.Ordinal))
        {
            return Of(RouteKind.Uploads, withoutSlash[..^UploadsEnd.Length], default);
        }

        var last = rest.LastIndexOf('/');
        if (last < 0)
        {
            return null;
        }

        var reference = rest[(last + 1)..];
        var before = rest[..last];
        if (before.EndsWith(UploadsEnd, StringComparison.Ordinal))
        {
            return Of(RouteKind.Upload, before[..^UploadsEnd.Length], reference);
        }

        var middle = before.LastIndexOf('/');
        if (middle < 0)
        {
            return null;
        }

        return before[(middle + 1)..] switch
        {
            "manifests" => Of(RouteKind.Manifest, before[..middle], reference),
            "blobs" => Of(RouteKind.Blob, before[..middle], reference),
            "referrers" => Of(RouteKind.Referrers, before[..middle], reference),
            "tags" when reference is "list" => Of(RouteKind.Tags, before[..middle], default),
            _ => null,
        };
    }

    private static Route Of(RouteKind kind, ReadOnlySpan<char> name, ReadOnlySpan<char> reference) =>
        new(kind, name.ToString(), reference.ToString());
}
