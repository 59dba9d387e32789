using Berth.Repositories;

namespace Berth.Deployments;

/// <summary>Keeps the troubles of a knowledge store away from deployments: what fails is not known.</summary>
internal sealed class CarefulKnowledge(IRepositoryKnowledge inner) : IRepositoryKnowledge
{
    public ValueTask<KnownRepository?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        try
        {
            var found = inner.FindAsync(key, allowStale, cancellationToken);
            return found.IsCompletedSuccessfully ? found : AwaitAsync(found, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return default;
        }
    }

    public async ValueTask RememberAsync(RepositoryKey key, KnownRepository repository, CancellationToken cancellationToken)
    {
        try
        {
            await inner.RememberAsync(key, repository, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next preparation asks ECR again.
        }
    }

    public async ValueTask ForgetAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        try
        {
            await inner.ForgetAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What is remembered ends by itself.
        }
    }

    private static async ValueTask<KnownRepository?> AwaitAsync(ValueTask<KnownRepository?> found, CancellationToken cancellationToken)
    {
        try
        {
            return await found.ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
