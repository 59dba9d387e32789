using System.Globalization;
using System.Net;
using Berth.Names;
using Berth.Networking;
using Berth.Oci.Authentication;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;

namespace Berth.Oci.Distribution;

/// <summary>
/// A small client of the OCI distribution API: it reads manifests, looks up blobs, and authenticates by Basic or Bearer, as the registry asks.
/// </summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md"/>
public sealed class OciClient : IDisposable
{
    private const string DigestHeader = "Docker-Content-Digest";

    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private readonly HttpMessageInvoker http;
    private readonly RegistryRoutes routes;
    private readonly RegistryTransport transport;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="OciClient"/> class.</summary>
    /// <param name="credentials">The source of credentials; by default registries are read anonymously.</param>
    /// <param name="options">How registries are reached.</param>
    /// <param name="handler">
    /// The handler that sends the requests. It must not follow redirects, and the caller disposes it. By default the client has a handler of its own, which
    /// reuses connections.
    /// </param>
    /// <param name="time">The clock for deadlines and token lifetimes; by default the system's.</param>
    public OciClient(
        ICredentialSource? credentials = null,
        OciClientOptions? options = null,
        HttpMessageHandler? handler = null,
        TimeProvider? time = null)
    {
        Options = options ?? new OciClientOptions();
        this.time = time ?? TimeProvider.System;
        http = new HttpMessageInvoker(handler ?? NewHandler(Options), disposeHandler: handler is null);
        routes = new RegistryRoutes(Options);
        var tokens = new BearerTokens(http, Options, this.time);
        transport = new RegistryTransport(http, new RegistryAuthenticator(credentials ?? AnonymousCredentials.Instance, tokens, this.time), Options, this.time);
    }

    /// <summary>Gets how registries are reached.</summary>
    public OciClientOptions Options { get; }

    /// <summary>Reads a manifest or index by the reference's digest or, without one, by its tag.</summary>
    /// <param name="image">The image.</param>
    /// <param name="maxBytes">The greatest size that is read.</param>
    /// <param name="cancellationToken">Ends the request early.</param>
    /// <returns>The bytes as the registry holds them, with the media type and digest that it states.</returns>
    /// <exception cref="RegistryResponseException">The registry has no such manifest or repository, refuses, or fails.</exception>
    /// <exception cref="RegistryUnreachableException">There was no complete answer.</exception>
    /// <exception cref="ContentTooLargeException">The manifest is greater than <paramref name="maxBytes"/>.</exception>
    public Task<ManifestContent> GetManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var request = new RegistryRequest(HttpMethod.Get, routes.Manifest(image), image.Registry, image.Repository) { Accept = ManifestTypes };
        return transport.SendAsync(
            request,
            async (answer, token) =>
            {
                var response = answer.Response;
                await EnsureSuccessAsync(response, request, token).ConfigureAwait(false);
                var bytes = await ReadAsync(response, request, maxBytes, token).ConfigureAwait(false);
                return new ManifestContent(response.Content.Headers.ContentType?.MediaType, bytes, StatedDigest(response));
            },
            cancellationToken);
    }

    /// <summary>Looks up the digest of a tag, without reading the manifest.</summary>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends the request early.</param>
    /// <returns>The digest, or <see langword="null"/> if the registry does not state it.</returns>
    /// <exception cref="RegistryResponseException">The registry has no such manifest or repository, refuses, or fails.</exception>
    /// <exception cref="RegistryUnreachableException">There was no complete answer.</exception>
    public Task<Digest?> HeadManifestAsync(ImageReference image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var request = new RegistryRequest(HttpMethod.Head, routes.Manifest(image), image.Registry, image.Repository) { Accept = ManifestTypes };
        return transport.SendAsync(
            request,
            async (answer, token) =>
            {
                var response = answer.Response;
                await EnsureSuccessAsync(response, request, token).ConfigureAwait(false);
                return StatedDigest(response);
            },
            cancellationToken);
    }

    /// <summary>
    /// Looks up whether a blob is in a repository. A redirect alone does not show it: the content that it leads to must exist.
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="digest">The blob's digest.</param>
    /// <param name="cancellationToken">Ends the request early.</param>
    /// <returns>Whether the blob exists, and its size if the registry states it.</returns>
    /// <exception cref="RegistryResponseException">The registry refuses or fails.</exception>
    /// <exception cref="RegistryUnreachableException">There was no complete answer, or a redirect was refused.</exception>
    public async Task<BlobState> HeadBlobAsync(
        RegistryHost registry,
        RepositoryName repository,
        Digest digest,
        CancellationToken cancellationToken = default)
    {
        var request = new RegistryRequest(HttpMethod.Head, routes.Blob(registry, repository, digest), registry, repository);
        var state = await transport.SendAsync(
            request,
            async (answer, token) =>
            {
                if (answer.IsRedirected && (answer.Response.StatusCode != HttpStatusCode.OK || IsPage(answer.Response)))
                {
                    return null;
                }

                if (answer.Response.StatusCode == HttpStatusCode.NotFound)
                {
                    return new BlobState(BlobPresence.Missing);
                }

                await EnsureSuccessAsync(answer.Response, request, token).ConfigureAwait(false);
                return new BlobState(BlobPresence.Present, StatedLength(answer.Response));
            },
            cancellationToken).ConfigureAwait(false);

        // Storage often signs its URLs for GET alone, so that HEAD fails there.
        return state ?? await ProbeBlobAsync(request with { Method = HttpMethod.Get, IsProbe = true }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a small blob, and follows redirects.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="digest">The blob's digest.</param>
    /// <param name="maxBytes">The greatest size that is read.</param>
    /// <param name="cancellationToken">Ends the request early.</param>
    /// <returns>The bytes, which are not compared with the digest.</returns>
    /// <exception cref="RegistryResponseException">The registry has no such blob, refuses, or fails.</exception>
    /// <exception cref="RegistryUnreachableException">There was no complete answer.</exception>
    /// <exception cref="ContentTooLargeException">The blob is greater than <paramref name="maxBytes"/>.</exception>
    public Task<ReadOnlyMemory<byte>> GetBlobAsync(
        RegistryHost registry,
        RepositoryName repository,
        Digest digest,
        int maxBytes,
        CancellationToken cancellationToken = default)
    {
        var request = new RegistryRequest(HttpMethod.Get, routes.Blob(registry, repository, digest), registry, repository);
        return transport.SendAsync(
            request,
            async (answer, token) =>
            {
                var response = answer.Response;
                await EnsureSuccessAsync(response, request, token).ConfigureAwait(false);
                return await ReadAsync(response, request, maxBytes, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <summary>Checks whether a host is a registry: whether it serves <c>/v2/</c>, with or without access for this client.</summary>
    /// <param name="registry">The host.</param>
    /// <param name="cancellationToken">Ends the request early.</param>
    /// <returns>Whether it answers as a registry does.</returns>
    /// <exception cref="RegistryUnreachableException">There was no complete answer.</exception>
    public Task<bool> PingAsync(RegistryHost registry, CancellationToken cancellationToken = default)
    {
        var request = new RegistryRequest(HttpMethod.Get, routes.Ping(registry), registry, null);
        return transport.SendAsync(
            request,
            static (answer, _) => Task.FromResult(
                answer.Response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                && !IsPage(answer.Response)),
            cancellationToken);
    }

    /// <summary>Closes the connections, unless the handler was given.</summary>
    public void Dispose() => http.Dispose();

    private static SocketsHttpHandler NewHandler(OciClientOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxConnectionsPerServer = options.MaxParallelRequests,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };

        // Without these variables the system's own proxy settings apply.
        var environment = ProxySettings.Create(Environment.GetEnvironmentVariable);
        if ((options.Proxy ?? (environment.IsEmpty ? null : environment)) is { } proxy)
        {
            handler.Proxy = proxy;
        }

        return handler;
    }

    private Task<BlobState> ProbeBlobAsync(RegistryRequest request, CancellationToken cancellationToken) => transport.SendAsync(
        request,
        async (answer, token) =>
        {
            var response = answer.Response;
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return new BlobState(BlobPresence.Missing);
            }

            if (response.StatusCode == HttpStatusCode.PartialContent)
            {
                return new BlobState(BlobPresence.Present, response.Content.Headers.ContentRange?.Length);
            }

            await EnsureSuccessAsync(response, request, token).ConfigureAwait(false);
            return IsPage(response)
                ? throw new RegistryUnreachableException(
                    RegistryRoutes.Redacted(request.Uri),
                    $"{RegistryRoutes.Redacted(request.Uri)} leads to an HTML page instead of a blob",
                    isTransient: false)
                : new BlobState(BlobPresence.Present, StatedLength(response));
        },
        cancellationToken);

    private static bool IsPage(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "text/html";

    private async Task EnsureSuccessAsync(HttpResponseMessage response, RegistryRequest request, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw await RegistryErrors
                .ToExceptionAsync(response, request.Method, request.Uri, time, null, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpResponseMessage response,
        RegistryRequest request,
        int maxBytes,
        CancellationToken cancellationToken) =>
        await BoundedContent.ReadAsync(response.Content, maxBytes, cancellationToken).ConfigureAwait(false)
        ?? throw new ContentTooLargeException(RegistryRoutes.Redacted(request.Uri), maxBytes);

    private static Digest? StatedDigest(HttpResponseMessage response) =>
        response.Headers.TryGetValues(DigestHeader, out var values) && Digest.TryParse(values.First(), out var digest) ? digest : null;

    /// <summary>The length of a HEAD's answer; without the header, an in-process handler's empty body must not count as one.</summary>
    private static long? StatedLength(HttpResponseMessage response) =>
        response.Content.Headers.TryGetValues("Content-Length", out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : null;
}
