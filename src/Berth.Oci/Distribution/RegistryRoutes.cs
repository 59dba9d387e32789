using Berth.Names;

namespace Berth.Oci.Distribution;

/// <summary>The URLs of a registry's resources.</summary>
/// <remarks>https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#endpoints</remarks>
internal sealed class RegistryRoutes(OciClientOptions options)
{
    private const string DockerHubHost = "registry-1.docker.io";

    public Uri Ping(RegistryHost registry) => new(Base(registry), "v2/");

    public Uri Manifest(ImageReference image) =>
        new(Base(image.Registry), $"v2/{image.Repository}/manifests/{image.Digest?.ToString() ?? image.Tag!.ToString()}");

    public Uri Blob(RegistryHost registry, RepositoryName repository, Digest digest) =>
        new(Base(registry), $"v2/{repository}/blobs/{digest}");

    /// <summary>Returns the URL without its query, which may hold a signature, and without user information.</summary>
    public static Uri Redacted(Uri uri) => new UriBuilder(uri) { Query = string.Empty, Fragment = string.Empty, UserName = string.Empty, Password = string.Empty }.Uri;

    private Uri Base(RegistryHost registry)
    {
        if (options.Endpoints.TryGetValue(registry, out var endpoint))
        {
            return endpoint.AbsoluteUri.EndsWith('/') ? endpoint : new Uri(endpoint.AbsoluteUri + "/");
        }

        // A registry on the loopback interface usually has no trusted certificate.
        var scheme = registry.IsLoopback ? "http" : "https";
        var host = registry.Name == ShortImageName.DockerHub ? DockerHubHost : registry.ToString();
        return new Uri($"{scheme}://{host}/");
    }
}
