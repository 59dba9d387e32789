using Berth.Names;
using Berth.Repositories.Ensuring;

namespace Berth.Deployments;

/// <summary>Gives deployments their image references, in repositories that exist.</summary>
public interface IDeploymentPreparer
{
    /// <summary>
    /// Prepares a deployment: names its image, and in ECR makes sure that the project's repository exists, with the platform's settings as
    /// far as they can be reached within their budget. Settings never fail it.
    /// </summary>
    /// <param name="request">The deployment.</param>
    /// <param name="cancellationToken">Cancels the preparation. What was changed until then stays, and the next preparation goes on.</param>
    /// <returns>The prepared deployment.</returns>
    /// <exception cref="InvalidInputException">The request cannot make a legal image reference; all its faults are named, and no call was made.</exception>
    /// <exception cref="RepositoryUnavailableException">There is no repository, or it did not become known that there is.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<PreparedDeployment> PrepareAsync(DeploymentRequest request, CancellationToken cancellationToken = default);

    /// <summary>Forgets what is known of an image's repository, because using it has failed: the next preparation asks ECR.</summary>
    /// <param name="image">The image; its repository is forgotten in every registry of its host.</param>
    /// <param name="cancellationToken">Cancels the forgetting.</param>
    /// <returns>A task that ends when it is forgotten.</returns>
    ValueTask InvalidateAsync(ImageReference image, CancellationToken cancellationToken = default);
}
