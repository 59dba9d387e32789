namespace Berth.Oci.Distribution;

/// <summary>The response at the end of the redirects.</summary>
/// <param name="Response">The response.</param>
/// <param name="IsRedirected">Whether there was a redirect.</param>
/// <param name="IsOtherOrigin">Whether the response comes from another origin than the registry, such as its storage.</param>
internal sealed record RegistryAnswer(HttpResponseMessage Response, bool IsRedirected, bool IsOtherOrigin) : IDisposable
{
    public void Dispose() => Response.Dispose();
}
