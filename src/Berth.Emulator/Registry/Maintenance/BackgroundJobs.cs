using Berth.Emulator.Registry.Lifecycle;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Registry.Maintenance;

/// <summary>Runs lifecycle policies that are due and, every hour, garbage collection, as long as the emulator runs.</summary>
internal sealed class BackgroundJobs : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CollectionInterval = TimeSpan.FromHours(1);
    private const int MaxRepositoriesPerRun = 500;

    private readonly LifecycleRunner lifecycle;
    private readonly GarbageCollector collector;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource ending = new();
    private readonly Task running;
    private DateTimeOffset collectedAt;

    public BackgroundJobs(LifecycleRunner lifecycle, GarbageCollector collector, TimeProvider clock, ILogger logger)
    {
        this.lifecycle = lifecycle;
        this.collector = collector;
        this.clock = clock;
        this.logger = logger;
        collectedAt = clock.GetUtcNow();
        running = RunAsync(ending.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        ending.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await RunOnceAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator ends.
        }
    }

    private async ValueTask RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lifecycle.RunDueAsync(MaxRepositoriesPerRun, cancellationToken).ConfigureAwait(false);
            var now = clock.GetUtcNow();
            if (now - collectedAt >= CollectionInterval || now < collectedAt)
            {
                collectedAt = now;
                await collector.RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The next run may succeed, for example when space is free again.
            logger.JobFailed(exception);
        }
    }
}
