using Berth.Aws.Api;
using Berth.Aws.Images;
using Berth.Aws.Lifecycle;
using Berth.Aws.Repositories;
using Berth.Credentials;
using Berth.Registries;
using Berth.Repositories;
using Berth.Verification;

namespace Berth.Aws;

/// <summary>The client of one ECR registry. It is safe for any number of concurrent callers, and lives as long as the factory that gave it.</summary>
public sealed class EcrClient
{
    private readonly EcrApi api;

    internal EcrClient(EcrApi api, HttpClient storage)
    {
        this.api = api;
        Registry = api.Registry;
        Repositories = new EcrRepositories(api);
        Catalog = new EcrCatalog(api);
        Images = new EcrImages(api);
        ImageSource = new EcrImageSource(api, new LayerDownload(api, storage));
        LifecyclePreviews = new EcrLifecyclePreviews(api);
    }

    /// <summary>Gets the registry and the way to it.</summary>
    public EcrRegistry Registry { get; }

    /// <summary>Gets the port to the registry's repositories.</summary>
    public IEcrRepositories Repositories { get; }

    /// <summary>Gets the listing of all repositories, and what takes away.</summary>
    public EcrCatalog Catalog { get; }

    /// <summary>Gets the images in the registry's repositories.</summary>
    public EcrImages Images { get; }

    /// <summary>Gets the port through which images of the registry are verified.</summary>
    public IImageSource ImageSource { get; }

    /// <summary>Gets ECR's previews of what a lifecycle policy would do.</summary>
    public EcrLifecyclePreviews LifecyclePreviews { get; }

    /// <summary>Asks ECR for an authorization token. It opens all that the calling principal may reach, for twelve hours.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The credentials for the registry's host. What keeps the call from its answer is an <see cref="EcrException"/>.</returns>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html"/>
    public Task<RegistryCredentials> GetAuthorizationTokenAsync(CancellationToken cancellationToken) => TokenCall.MakeAsync(api, cancellationToken);
}
