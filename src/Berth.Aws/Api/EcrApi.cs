using Berth.Aws.Errors;
using Berth.Aws.Runtime;
using Berth.Aws.Sessions;
using Berth.Concurrency;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Api;

/// <summary>Calls operations of the API of one registry, each within a total time, and translates their errors.</summary>
internal sealed class EcrApi(EcrRegistry registry, Func<EcrConnection> connect, TimeSpan timeout, TimeProvider time)
{
    // The AWS SDK validates its settings when a client is created: that belongs to a call, whose failure is translated.
    private readonly LeasedResource<EcrConnection> connection = new(connect);

    public EcrRegistry Registry { get; } = registry;

    public ServiceCall Site(string operation, RepositoryName? repository) => new(EcrClientConfig.ServiceName, operation, Registry, repository);

    public async Task<EcrResponse<TOutput>> CallAsync<TInput, TOutput>(
        EcrOperation<TInput, TOutput> operation,
        TInput input,
        RepositoryName? repository,
        CancellationToken cancellationToken)
    {
        using var limit = new CallLimit(timeout, time, cancellationToken);
        try
        {
            using var lease = connection.Use();
            var pipeline = lease.Value.Pipeline;
            return await SignedCall.RunAsync(
                lease.Value.Credentials,
                cancellation => pipeline.CallAsync(operation, input, cancellation),
                limit.Token).ConfigureAwait(false);
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

    /// <summary>Converts a time by the clock of ECR to this machine's clock.</summary>
    public DateTimeOffset ToLocal(DateTimeOffset serviceTime)
    {
        using var lease = connection.Use();
        return ClockSkew.ToLocal(serviceTime, lease.Value.Skew());
    }

    /// <summary>Disposes of the pipeline once no call uses it. A later call creates another.</summary>
    public void Release() => connection.Release();
}
