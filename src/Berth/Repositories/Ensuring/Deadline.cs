namespace Berth.Repositories.Ensuring;

/// <summary>
/// The end of one preparation's patience. Until the repository is known to exist it is the existence timeout; from then on, the budget of
/// the settings. The caller's own cancellation is something else and always wins.
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

    /// <summary>Whether the time is up, and not the caller who cancelled.</summary>
    public bool IsOver => source.IsCancellationRequested && !caller.IsCancellationRequested;

    public bool IsRepositoryKnown => Volatile.Read(ref known) == 1;

    /// <summary>Starts the budget of the settings, the first time.</summary>
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
