namespace Berth.Aws.Runtime;

/// <summary>A time limit by the injected clock, together with the cancellation of the caller.</summary>
internal sealed class CallLimit : IDisposable
{
    private readonly CancellationTokenSource limit;
    private readonly CancellationTokenSource both;

    public CallLimit(TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        limit = new CancellationTokenSource(timeout, time);
        both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
    }

    /// <summary>Gets the token that is cancelled at the limit and by the caller.</summary>
    public CancellationToken Token => both.Token;

    /// <summary>Gets a value indicating whether the time is over.</summary>
    public bool IsExpired => limit.IsCancellationRequested;

    public void Dispose()
    {
        both.Dispose();
        limit.Dispose();
    }
}
