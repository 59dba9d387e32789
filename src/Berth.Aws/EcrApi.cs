using Berth.Aws.Errors;
using Berth.Aws.Runtime;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws;

/// <summary>Calls operations of one registry's API with its credentials and translates what goes wrong.</summary>
internal sealed class EcrApi(EcrRegistry registry, Func<EcrConnection> connect)
{
    // The AWS SDK reads and judges its settings when a client is made: that belongs to the first call, whose failure is translated.
    private readonly Lazy<EcrConnection> connection = new(connect);

    public EcrRegistry Registry { get; } = registry;

    public ServiceCall Site(string operation, RepositoryName? repository) => new(EcrClientConfig.ServiceName, operation, Registry, repository);

    public async Task<EcrResponse<TOutput>> CallAsync<TInput, TOutput>(
        EcrOperation<TInput, TOutput> operation,
        TInput input,
        RepositoryName? repository,
        CancellationToken cancellationToken)
    {
        try
        {
            var (pipeline, role) = connection.Value;
            if (role is not null)
            {
                // The pipeline would ask for the session too, but could not be cancelled while it waits.
                await role.ReadyAsync(cancellationToken).ConfigureAwait(false);
            }

            return await pipeline.CallAsync(operation, input, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            throw Failures.Translate(exception, Site(operation.Name, repository));
        }
    }
}
