namespace Berth.TestSupport.Time;

/// <summary>Lets time pass for work exactly when the work can do nothing else than wait for it.</summary>
public static class TimePump
{
    /// <summary>Advances a clock each time that the work waits, until the work is complete.</summary>
    /// <param name="work">The work, already started.</param>
    /// <param name="advance">Advances the clock to the next moment that something waits for.</param>
    /// <param name="isBusy">Whether the work waits for something else than time: an answer that is being made, a socket.</param>
    /// <exception cref="TimeoutException">The work is not complete after <see cref="Limits.Hang"/>.</exception>
    public static async Task RunAsync(Task work, Action advance, Func<bool>? isBusy = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        var pumped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();

        // A thread of its own: the pump waits until the threads of the pool have nothing to do.
        var token = stop.Token;
        new Thread(() => Pump(work, advance, isBusy ?? (static () => false), pumped, token)) { IsBackground = true }.Start();
        try
        {
            await pumped.Task.WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException("The work waits for something else than the clock, or blocks a thread of the pool.");
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private static void Pump(Task work, Action advance, Func<bool> isBusy, TaskCompletionSource pumped, CancellationToken stop)
    {
        try
        {
            for (var spin = default(SpinWait); !work.IsCompleted && !stop.IsCancellationRequested; spin.SpinOnce())
            {
                if (Quiescence.IsReached(isBusy) && !work.IsCompleted)
                {
                    advance();
                    spin.Reset();
                }
            }

            pumped.TrySetResult();
        }
        catch (Exception failure)
        {
            pumped.TrySetException(failure);
        }
    }
}
