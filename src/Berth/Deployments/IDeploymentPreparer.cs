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

    /// <summary>Invalidates the cached state of an image's repository, for example after a failed push: the next preparation calls ECR.</summary>
    /// <param name="image">The image; the state of its repository is invalidated in every registry with its host.</param>
    /// <param name="cancellationToken">Cancels the forgetting.</param>
    /// <returns>A task that completes when the state is invalidated.</returns>
    ValueTask InvalidateAsync(ImageReference image, CancellationToken cancellationToken = default);
}
