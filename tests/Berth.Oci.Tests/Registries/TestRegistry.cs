using System.Net;
using System.Net.Http.Headers;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Distribution;
using Berth.Tests.Verification;
using Berth.Verification;

namespace Berth.Oci.Tests.Registries;

/// <summary>A registry that runs for the tests, whichever it is.</summary>
public abstract class TestRegistry : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>Gets the host that references name.</summary>
    public abstract RegistryHost Host { get; }

    /// <summary>Gets what opens the registry to its owner.</summary>
    public abstract DockerLogin? Credential { get; }

    /// <summary>Creates a repository, where a push alone does not.</summary>
    public virtual Task CreateRepositoryAsync(RepositoryName repository) => Task.CompletedTask;

    /// <summary>Removes a blob or an untagged manifest behind the registry's back.</summary>
    /// <returns>Whether the registry's storage can be reached into.</returns>
    public virtual bool Remove(RepositoryName repository, Digest digest, bool isManifest) => false;

    /// <summary>Opens the source that images of this registry are verified by, and what is to be disposed of with it.</summary>
    public virtual (IImageSource Source, IDisposable Owned) Open(HttpMessageHandler handler, TimeProvider time)
    {
        ICredentialSource credentials = Credential is { } credential ? new StaticCredentials(Host, credential) : AnonymousCredentials.Instance;
        var client = new OciClient(credentials, null, handler, time);
        return (new OciImageSource(client), client);
    }

    /// <summary>Archives an image, where the registry has such a thing.</summary>
    public virtual Task ArchiveAsync(RepositoryName repository, Digest digest) => Task.CompletedTask;

    /// <summary>Pushes everything below the item and the item itself, in the order that registries ask for.</summary>
    internal async Task PushAsync(RepositoryName repository, ForgedItem item, string tag)
    {
        await CreateRepositoryAsync(repository);
        foreach (var part in item.All.Where(part => part != item).DistinctBy(part => part.Digest))
        {
            await (part.IsManifest ? PutManifestAsync(repository, part, part.Digest.ToString()) : PutBlobAsync(repository, part));
        }

        await PutManifestAsync(repository, item, tag);
    }

    public virtual ValueTask DisposeAsync()
    {
        http.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract Task<AuthenticationHeaderValue?> PushHeaderAsync(RepositoryName repository);

    private async Task PutBlobAsync(RepositoryName repository, ForgedItem blob)
    {
        using var start = await SendAsync(repository, HttpMethod.Post, new Uri($"http://{Host}/v2/{repository}/blobs/uploads/"), null);
        Assert.Equal(HttpStatusCode.Accepted, start.StatusCode);
        var location = new Uri(new Uri($"http://{Host}/"), start.Headers.Location!);
        var target = new Uri($"{location}{(location.Query.Length == 0 ? '?' : '&')}digest={blob.Digest}");
        using var content = new ByteArrayContent(blob.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var end = await SendAsync(repository, HttpMethod.Put, target, content);
        Assert.Equal(HttpStatusCode.Created, end.StatusCode);
    }

    private async Task PutManifestAsync(RepositoryName repository, ForgedItem manifest, string reference)
    {
        using var content = new ByteArrayContent(manifest.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(manifest.MediaType);
        using var response = await SendAsync(repository, HttpMethod.Put, new Uri($"http://{Host}/v2/{repository}/manifests/{reference}"), content);
        Assert.True(
            response.StatusCode == HttpStatusCode.Created,
            $"{response.StatusCode}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    private async Task<HttpResponseMessage> SendAsync(RepositoryName repository, HttpMethod method, Uri uri, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, uri) { Content = content };
        request.Headers.Authorization = await PushHeaderAsync(repository);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
