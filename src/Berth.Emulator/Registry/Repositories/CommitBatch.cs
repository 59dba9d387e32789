using System.Collections.Immutable;
using Berth.Emulator.Registry.Events;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>Changes of one repository that are stored together, and the state of the repository after them.</summary>
internal sealed class CommitBatch(RepositorySnapshot result)
{
    private readonly ImmutableArray<StateChange>.Builder changes = ImmutableArray.CreateBuilder<StateChange>();
    private readonly List<RegistryEvent> events = [];
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RepositorySnapshot Result { get; set; } = result;

    public ImmutableArray<StateChange> Changes => changes.ToImmutable();

    public IReadOnlyList<RegistryEvent> Events => events;

    /// <summary>Completes when the changes are durable and visible, or fails if they could not be stored.</summary>
    public Task Done => done.Task;

    public void Add(RepositorySnapshot result, IEnumerable<StateChange> more, IEnumerable<RegistryEvent> occurred)
    {
        Result = result;
        changes.AddRange(more);
        events.AddRange(occurred);
    }

    public void Succeed() => done.SetResult();

    public void Fail(Exception exception)
    {
        done.SetException(exception);

        // A batch without a caller that still waits must not be reported as an unobserved exception.
        _ = done.Task.Exception;
    }
}
