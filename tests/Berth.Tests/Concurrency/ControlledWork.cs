namespace Berth.Tests.Concurrency;

/// <summary>Work whose runs the test ends itself.</summary>
internal sealed class ControlledWork<T>
{
    private readonly Lock gate = new();
    private readonly List<Run> runs = [];

    public IReadOnlyList<Run> Runs
    {
        get
        {
            lock (gate)
            {
                return [.. runs];
            }
        }
    }

    /// <summary>Starts a run; it ignores its cancellation unless the test ends it.</summary>
    public Task<T> StartAsync(CancellationToken cancellationToken)
    {
        var run = new Run(cancellationToken);
        lock (gate)
        {
            runs.Add(run);
        }

        return run.Completion.Task;
    }

    internal sealed record Run(CancellationToken Cancellation)
    {
        public TaskCompletionSource<T> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
