namespace Berth.Emulator.Protocols.Oci;

/// <summary>An error code of the OCI distribution specification, and the HTTP status that goes with it.</summary>
/// <param name="Name">The code as the wire has it.</param>
/// <param name="Status">The HTTP status.</param>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes"/>
internal sealed record OciErrorCode(string Name, int Status)
{
    public static readonly OciErrorCode BlobUnknown = new("BLOB_UNKNOWN", 404);
    public static readonly OciErrorCode BlobUploadInvalid = new("BLOB_UPLOAD_INVALID", 400);
    public static readonly OciErrorCode BlobUploadUnknown = new("BLOB_UPLOAD_UNKNOWN", 404);
    public static readonly OciErrorCode DigestInvalid = new("DIGEST_INVALID", 400);
    public static readonly OciErrorCode ManifestBlobUnknown = new("MANIFEST_BLOB_UNKNOWN", 400);
    public static readonly OciErrorCode ManifestInvalid = new("MANIFEST_INVALID", 400);
    public static readonly OciErrorCode ManifestUnknown = new("MANIFEST_UNKNOWN", 404);
    public static readonly OciErrorCode NameInvalid = new("NAME_INVALID", 400);
    public static readonly OciErrorCode NameUnknown = new("NAME_UNKNOWN", 404);
    public static readonly OciErrorCode SizeInvalid = new("SIZE_INVALID", 400);
    public static readonly OciErrorCode Denied = new("DENIED", 403);
    public static readonly OciErrorCode Unsupported = new("UNSUPPORTED", 400);
    public static readonly OciErrorCode TooManyRequests = new("TOOMANYREQUESTS", 429);

    /// <summary>ECR's own code for a tag that is immutable or not valid.</summary>
    public static readonly OciErrorCode TagInvalid = new("TAG_INVALID", 400);

    /// <summary>A chunk that does not follow the one before it.</summary>
    public static readonly OciErrorCode RangeInvalid = new("RANGE_INVALID", 416);

    /// <summary>More than the registry takes.</summary>
    public static readonly OciErrorCode TooLarge = new("SIZE_INVALID", 413);

    /// <summary>A path that leads nowhere.</summary>
    public static readonly OciErrorCode NotFound = new("NAME_INVALID", 404);

    /// <summary>A method that a resource does not have.</summary>
    public static readonly OciErrorCode MethodNotAllowed = new("UNSUPPORTED", 405);

    /// <summary>The emulator's storage is full or fails.</summary>
    public static readonly OciErrorCode StorageFull = new("DENIED", 507);
}
