using Berth.Aws.Api;
using Berth.Aws.Images;
using Berth.Aws.Lifecycle;
using Berth.Aws.Repositories;
using Berth.Credentials;
using Berth.Registries;
using Berth.Repositories;
using Berth.Verification;

namespace Berth.Aws;

/// <summary>The client of one ECR registry. Thread safe. It can be used until its factory is disposed.</summary>
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

    /// <summary>Gets the registry and how it is reached.</summary>
    public EcrRegistry Registry { get; }

    /// <summary>Gets the port to the registry's repositories.</summary>
    public IEcrRepositories Repositories { get; }

    /// <summary>Gets the listing and the deletion of repositories.</summary>
    public EcrCatalog Catalog { get; }

    /// <summary>Gets the images in the registry's repositories.</summary>
    public EcrImages Images { get; }

    /// <summary>Gets the port through which images of the registry are verified.</summary>
    public IImageSource ImageSource { get; }

    /// <summary>Gets ECR's previews of lifecycle policies.</summary>
    public EcrLifecyclePreviews LifecyclePreviews { get; }

    /// <summary>Fetches an authorization token of ECR. It grants the access of the calling principal for twelve hours.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The credentials for the registry's host. Its end is by the clock of this machine.</returns>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html"/>
    public Task<RegistryCredentials> GetAuthorizationTokenAsync(CancellationToken cancellationToken) => TokenCall.MakeAsync(api, cancellationToken);
}
