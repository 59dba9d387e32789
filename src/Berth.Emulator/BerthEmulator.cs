using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;
using Berth.Emulator.Hosting.Certificates;
using Berth.Emulator.Registry.Clock;
using Berth.Emulator.Registry.Lifecycle;
using Berth.Emulator.Registry.Maintenance;
using Berth.Names;

namespace Berth.Emulator;

/// <summary>
/// A running emulator of Amazon ECR, STS and the OCI registry behind them: one port for all. Start one, point any AWS SDK, the AWS CLI or
/// a docker client at <see cref="Endpoint"/>, and dispose of it when done.
/// </summary>
/// <example><code>await using var emulator = await BerthEmulator.StartAsync(cancellationToken: cancellationToken);</code></example>
public sealed class BerthEmulator : IAsyncDisposable
{
    private readonly EmulatorCore core;
    private readonly Listener listener;
    private bool isDisposed;
    private readonly BackgroundJobs jobs;

    private BerthEmulator(EmulatorCore core, Listener listener)
    {
        this.core = core;
        this.listener = listener;
        var context = core.Context;
        jobs = new BackgroundJobs(context.Lifecycle, context.GarbageCollector, context.Clock, context.Logger);
    }

    /// <summary>Gets the address of all its APIs, such as <c>http://127.0.0.1:41523/</c>.</summary>
    public Uri Endpoint => listener.Endpoint;

    /// <summary>Gets the host that image references name, such as <c>127.0.0.1:41523</c>.</summary>
    public RegistryHost RegistryHost => core.Context.Options.RegistryHost ?? RegistryHost.Parse(Endpoint.Authority);

    /// <summary>Gets the clock that the emulator dates and expires by.</summary>
    public EmulatorClock Clock => core.Context.Clock;

    /// <summary>Gets the faults that are planned for calls.</summary>
    public FaultPlan Faults => core.Context.Faults;

    /// <summary>Gets how often each operation was called.</summary>
    public CallCounts Calls => core.Context.Calls;

    internal EmulatorContext Context => core.Context;

    /// <summary>Starts an emulator and waits until it listens.</summary>
    /// <param name="options">How it runs; by default in memory, on a free port of the loopback, open to every access key.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The emulator, which listens until it is disposed of.</returns>
    /// <exception cref="EmulatorStartException">The port is taken, or the data directory cannot be used.</exception>
    public static async Task<BerthEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        var core = await EmulatorCore.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            var listener = await Listener.StartAsync(MadeCertificate.Apply(options), core.Dispatcher, cancellationToken).ConfigureAwait(false);
            core.Publish(listener.Endpoint);
            core.Context.Logger.Listening(listener.Endpoint);
            return new BerthEmulator(core, listener);
        }
        catch
        {
            await core.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Creates a message handler that answers in this process, with the same protocols and without a socket.</summary>
    /// <returns>The handler; requests may name any host.</returns>
    public HttpMessageHandler CreateHandler() => new InProcessHandler(core.Dispatcher);

    /// <summary>
    /// Runs every repository's lifecycle policy now, by the time that <see cref="Clock"/> shows. Without this they run in the background, once
    /// an hour of that clock, which is looked at every minute.
    /// </summary>
    /// <param name="cancellationToken">Stops between two repositories.</param>
    /// <returns>What they did.</returns>
    public Task<LifecycleRun> RunLifecyclePoliciesAsync(CancellationToken cancellationToken = default) =>
        core.Context.Lifecycle.RunAllAsync(cancellationToken).AsTask();

    /// <summary>Stops listening, cuts what is still connected, and makes the state durable.</summary>
    /// <returns>A task that ends when all is done.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        await core.StopAsync().ConfigureAwait(false);
        await listener.DisposeAsync().ConfigureAwait(false);
        await jobs.DisposeAsync().ConfigureAwait(false);
        await core.DisposeAsync().ConfigureAwait(false);
    }
}
