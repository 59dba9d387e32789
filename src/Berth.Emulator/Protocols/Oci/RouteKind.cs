namespace Berth.Emulator.Protocols.Oci;

/// <summary>The kind of a path below <c>/v2/</c>.</summary>
internal enum RouteKind
{
    /// <summary><c>/v2/</c>.</summary>
    Base,

    /// <summary><c>/v2/_catalog</c>.</summary>
    Catalog,

    /// <summary><c>/v2/{name}/tags/list</c>.</summary>
    Tags,

    /// <summary><c>/v2/{name}/manifests/{reference}</c>.</summary>
    Manifest,

    /// <summary><c>/v2/{name}/blobs/{digest}</c>.</summary>
    Blob,

    /// <summary><c>/v2/{name}/blobs/uploads/</c>.</summary>
    Uploads,

    /// <summary><c>/v2/{name}/blobs/uploads/{id}</c>.</summary>
    Upload,

    /// <summary><c>/v2/{name}/referrers/{digest}</c>.</summary>
    Referrers,
}
