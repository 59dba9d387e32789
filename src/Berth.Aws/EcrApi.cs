using Amazon.Runtime;
using Berth.Aws.Errors;
using Berth.Aws.Runtime;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws;

/// <summary>Calls operations of the API of one registry, each within a total time, and translates their errors.</summary>
internal sealed class EcrApi(EcrRegistry registry, Func<EcrConnection> connect, TimeSpan timeout)
{
    // The AWS SDK validates its settings when a client is created: that belongs to the first call, whose failure is translated.
    private readonly Lazy<EcrConnection> connection = new(connect);

    public EcrRegistry Registry { get; } = registry;

    public ServiceCall Site(string operation, RepositoryName? repository) => new(EcrClientConfig.ServiceName, operation, Registry, repository);

    public async Task<EcrResponse<TOutput>> CallAsync<TInput, TOutput>(
        EcrOperation<TInput, TOutput> operation,
        TInput input,
        RepositoryName? repository,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var (pipeline, credentials) = connection.Value;
            if (credentials is null)
            {
                return await pipeline.CallAsync(operation, input, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            }

            var handle = await credentials.ReadyAsync(limit.Token).ConfigureAwait(false);
            try
            {
                return await pipeline.CallAsync(operation, input, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (AmazonServiceException exception) when (RejectsCredentials(exception) && credentials.Reject(handle))
            {
                // The session was revoked or has expired by the clock of AWS. A rejection of the next one is an error.
                await credentials.ReadyAsync(limit.Token).ConfigureAwait(false);
                return await pipeline.CallAsync(operation, input, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            }
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

    private static bool RejectsCredentials(AmazonServiceException exception) =>
        exception.StatusCode != 0 && ErrorCodes.KindOf(exception.ErrorCode, (int)exception.StatusCode) == EcrErrorKind.InvalidCredentials;
}
