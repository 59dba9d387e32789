using Berth.Emulator.Registry.Events;
using Berth.Emulator.Registry.Images;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>Runs lifecycle policies at the time of the emulator's clock.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html"/>
internal sealed class LifecycleRunner(EmulatorState state, TimeProvider clock, ILogger logger)
{
    /// <summary>The time between two runs of a policy; ECR documents up to a day.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Runs the policies of all repositories.</summary>
    public ValueTask<LifecycleRun> RunAllAsync(CancellationToken cancellationToken) => RunAsync(_ => true, int.MaxValue, cancellationToken);

    /// <summary>Runs policies that are due, up to a number of them.</summary>
    public ValueTask<LifecycleRun> RunDueAsync(int most, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return RunAsync(
            lifecycle => lifecycle.LastEvaluatedAt is not { } last || now - last >= Interval || last > now, most, cancellationToken);
    }

    private static LifecycleRun Apply(RepositoryEdit edit, DateTimeOffset now)
    {
        // A stored policy was valid when it was put. If this version cannot read it, it must not run it.
        if (edit.Settings.Lifecycle is not { } lifecycle || !LifecyclePolicy.TryParse(lifecycle.PolicyText, out var policy, out _))
        {
            return LifecycleRun.Nothing;
        }

        var (expired, archived, failed) = (0, 0, 0);
        foreach (var decision in LifecycleEvaluator.Evaluate(policy, LifecycleImages.Of(edit.Images), now).Actions)
        {
            switch (decision.Verdict)
            {
                case LifecycleVerdict.Expire:
                    ImageDeletion.ByDigest(edit, decision.Image.Digest, RemovalCause.LifecyclePolicy);
                    expired++;
                    break;
                case LifecycleVerdict.Archive:
                    edit.Put(edit.Images.Find(decision.Image.Digest)! with { Status = ImageStatus.Archived, LastArchivedAt = now });
                    archived++;
                    break;
                default:
                    failed++;
                    break;
            }
        }

        edit.Set(edit.Settings with { Lifecycle = lifecycle with { LastEvaluatedAt = now } });
        return new LifecycleRun(1, expired, archived, failed);
    }

    private async ValueTask<LifecycleRun> RunAsync(Func<LifecycleSettings, bool> isDue, int most, CancellationToken cancellationToken)
    {
        var total = LifecycleRun.Nothing;
        foreach (var repository in state.Repositories.Where(repository => repository.Settings.Lifecycle is { } lifecycle && isDue(lifecycle)).Take(most))
        {
            total = total.Plus(await RunAsync(repository, cancellationToken).ConfigureAwait(false));
        }

        return total;
    }

    private async ValueTask<LifecycleRun> RunAsync(Repository repository, CancellationToken cancellationToken)
    {
        try
        {
            var result = await repository.EditAsync(edit => Apply(edit, clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            var run = result.IsGone ? LifecycleRun.Nothing : result.Answer;
            if (run.Expired + run.Archived > 0)
            {
                logger.PolicyRan(repository.Name, run.Expired, run.Archived, run.Failed);
            }

            return run;
        }
        catch (StorageException exception)
        {
            logger.PolicyFailed(exception, repository.Name);
            return LifecycleRun.Nothing;
        }
    }
}
