namespace Berth.TestSupport.Time;

/// <summary>
/// Tells when no code of this process can run before time passes: no item is queued to the thread pool, and none is being executed.
/// The thread pool counts both, and a thread that executes an item is counted until it has found no further one; real time is not involved.
/// A thread of the pool that is blocked counts as executing, such as the one that the runner's option -longRunning takes: time then stands still.
/// Input and output that is pending outside the thread pool is not visible here: the caller says whether there is any.
/// </summary>
internal static class Quiescence
{
    /// <summary>Gets whether the process is quiescent. The calling thread must not be a thread of the pool.</summary>
    /// <param name="isBusy">Whether something that the thread pool does not know is still pending.</param>
    // An item may queue another one or start a request before it ends: the number of executing threads is read last.
    public static bool IsReached(Func<bool> isBusy) =>
        !isBusy() && ExecutingThreads() == 0 && ThreadPool.PendingWorkItemCount == 0 && !isBusy() && ExecutingThreads() == 0;

    private static int ExecutingThreads()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        return most - available;
    }
}
