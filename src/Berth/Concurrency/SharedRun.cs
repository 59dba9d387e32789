namespace Berth.Concurrency;

/// <summary>One run of shared work: its result, its cancellation and its limit.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The source has no timer and no wait handle, and a caller may cancel while the run ends.")]
internal sealed class SharedRun<T>
{
    private readonly TaskCompletionSource<T> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenSource cancellation = new();

    private readonly Lock gate = new();
    private ITimer? timer;
    private int claimed;

    /// <summary>Gets or sets the number of callers that wait; guarded by the lock of the owner.</summary>
    public int Waiters { get; set; }

    public Task<T> Result => completion.Task;

    public CancellationToken Cancellation => cancellation.Token;

    public bool IsAbandoned { get; private set; }

    /// <summary>Starts the limit unless the run has ended or has one; a run that ends synchronously never pays for a timer.</summary>
    public void StartLimit(TimeSpan limit, TimeProvider time, Action abandon)
    {
        if (completion.Task.IsCompleted || limit == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        lock (gate)
        {
            timer ??= time.CreateTimer(static action => ((Action)action!)(), abandon, limit, Timeout.InfiniteTimeSpan);
        }

        if (completion.Task.IsCompleted)
        {
            StopLimit();
        }
    }

    /// <summary>Returns <see langword="true"/> to the first caller only.</summary>
    public bool Claim() => Interlocked.Exchange(ref claimed, 1) == 0;

    public void Complete(T result)
    {
        completion.TrySetResult(result);
        StopLimit();
    }

    public void Fail(Exception exception)
    {
        completion.TrySetException(exception);

        // All waiters may have left: the exception counts as observed.
        _ = completion.Task.Exception;
        StopLimit();
    }

    public void Abandon(TimeoutException exception)
    {
        IsAbandoned = true;
        Fail(exception);
        Cancel();
    }

    /// <summary>Cancels the work on another thread, so that its callbacks neither block nor throw into a caller.</summary>
    public void Cancel()
    {
        StopLimit();
        _ = cancellation.CancelAsync().ContinueWith(
            static cancelled => _ = cancelled.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void StopLimit()
    {
        lock (gate)
        {
            timer?.Dispose();
        }
    }
}
