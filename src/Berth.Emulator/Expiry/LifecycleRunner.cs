using System.Threading.Channels;
using Berth.Emulator.Manifests;
using Berth.Emulator.State;
using Berth.Lifecycle;

namespace Berth.Emulator.Expiry;

/// <summary>
/// Runs the repositories' lifecycle policies: in the background, each repository once an hour of the emulator's clock, and when the clock was
/// moved; and at once when asked to. ECR takes up to a day for it.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html"/>
internal sealed class LifecycleRunner(EmulatorContext emulator) : IAsyncDisposable
{
    /// <summary>How long after an evaluation the background evaluates a repository again.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource stopping = new();
    private ITimer? timer;
    private Task background = Task.CompletedTask;

    /// <summary>Begins to run in the background.</summary>
    public void Start()
    {
        emulator.Clock.Moved += OnMoved;
        timer = emulator.Clock.CreateTimer(_ => due.Writer.TryWrite(true), null, Tick, Tick);
        background = RunInBackgroundAsync(stopping.Token);
    }

    /// <summary>Evaluates every policy now.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => RunAsync(TimeSpan.Zero, cancellationToken);

    /// <summary>Evaluates a repository's policy now and does what it says, all of it or, where it cannot be stored, nothing.</summary>
    public async Task RunAsync(Repository repository, CancellationToken cancellationToken)
    {
        var now = emulator.Clock.GetUtcNow();
        var result = await repository.EditAsync(edit => Run(edit, now), cancellationToken).ConfigureAwait(false);
        var (expired, archived, failed) = result.Answer;
        if (expired + archived > 0)
        {
            emulator.Logger.PolicyRan(repository.Name, expired, archived, failed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        emulator.Clock.Moved -= OnMoved;
        if (timer is not null)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }

        await stopping.CancelAsync().ConfigureAwait(false);
        await background.ConfigureAwait(false);
        stopping.Dispose();
    }

    private static (int Expired, int Archived, int Failed) Run(RepositoryEdit edit, DateTimeOffset now)
    {
        // What is stored was accepted, by this version or a later one: what this one does not understand it leaves alone.
        if (edit.Settings.Lifecycle is not { } lifecycle || !LifecyclePolicy.TryParse(lifecycle.PolicyText, out var policy, out _))
        {
            return default;
        }

        var evaluation = LifecycleEvaluator.Evaluate(policy, LifecycleImages.Of(edit.Images), now);
        foreach (var decision in evaluation.Actions)
        {
            Carry(edit, decision, now);
        }

        edit.Set(edit.Settings with { Lifecycle = lifecycle with { LastEvaluatedAt = now } });
        return (evaluation.Expiring.Count(), evaluation.Archiving.Count(), evaluation.Failed.Count());
    }

    private static void Carry(RepositoryEdit edit, LifecycleDecision decision, DateTimeOffset now)
    {
        switch (decision.Verdict)
        {
            case LifecycleVerdict.Expire:
                ImageDeletion.ByDigest(edit, decision.Image.Digest);
                break;
            case LifecycleVerdict.Archive:
                edit.Put(edit.Images.Find(decision.Image.Digest)! with { Status = ImageStatus.Archived, LastArchivedAt = now });
                break;
        }
    }

    private void OnMoved(object? sender, EventArgs e) => due.Writer.TryWrite(true);

    private async Task RunInBackgroundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var _ in due.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await RunAsync(Interval, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The emulator stops.
        }
    }

    private async Task RunAsync(TimeSpan notSince, CancellationToken cancellationToken)
    {
        foreach (var repository in emulator.State.Repositories)
        {
            if (repository.Settings.Lifecycle is not { } lifecycle || IsRecent(lifecycle, notSince))
            {
                continue;
            }

            try
            {
                await RunAsync(repository, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException exception)
            {
                emulator.Logger.PolicyFailed(exception, repository.Name);
            }
        }
    }

    /// <summary>Whether the background may leave a repository for later; a clock that was set back makes none recent.</summary>
    private bool IsRecent(LifecycleSettings lifecycle, TimeSpan span) =>
        lifecycle.LastEvaluatedAt is { } last && emulator.Clock.GetUtcNow() - last is var ago && ago >= TimeSpan.Zero && ago < span;
}
