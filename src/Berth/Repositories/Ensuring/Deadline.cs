namespace Berth.Repositories.Ensuring;

/// <summary>
/// The time limit of one preparation. Until the existence of the repository is established it is the existence timeout; after that, the budget of
/// the settings. The caller's cancellation is separate and takes precedence.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly CancellationTokenRegistration registration;
    private readonly CancellationToken caller;
    private readonly TimeSpan budget;
    private readonly ITimer timer;
    private int known;

    public Deadline(ReconcilePolicy policy, TimeProvider time, CancellationToken caller)
    {
        this.caller = caller;
        budget = policy.Budget;
        Time = time;
        registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
        timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), source, policy.ExistenceTimeout, Timeout.InfiniteTimeSpan);
    }

    public TimeProvider Time { get; }

    public CancellationToken Token => source.Token;

    /// <summary>Whether the time limit is reached and the caller did not cancel.</summary>
    public bool IsOver => source.IsCancellationRequested && !caller.IsCancellationRequested;

    public bool IsRepositoryKnown => Volatile.Read(ref known) == 1;

    /// <summary>Starts the budget of the settings at the first call.</summary>
    public void RepositoryIsKnown()
    {
        if (Interlocked.Exchange(ref known, 1) == 1)
        {
            return;
        }

        if (budget <= TimeSpan.Zero)
        {
            source.Cancel();
        }
        else
        {
            timer.Change(budget, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Rethrows the caller's cancellation.</summary>
    public void ThrowIfCallerCancelled() => caller.ThrowIfCancellationRequested();

    // The source is not disposed: a call that ignores its token may still hold it, and without a timer of its own it has nothing to free.
    public void Dispose()
    {
        timer.Dispose();
        registration.Dispose();
    }
}
