namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>A test of <c>/v2/</c> with the repositories <c>demo/app</c> and <c>demo/other</c>.</summary>
public abstract class DistributionTest : IAsyncLifetime
{
    private readonly EmulatorTestHost host;

    protected DistributionTest() => host = new EmulatorTestHost(Options);

    internal BerthEmulator Emulator => host.Emulator;

    internal EcrClient Ecr => host.Ecr;

    internal OciClient Oci { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"demo/app"}""");
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"demo/other"}""");
        Oci = new OciClient(Emulator);
    }

    public virtual async ValueTask DisposeAsync()
    {
        Oci.Dispose();
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual EmulatorOptions Options(EmulatorOptions options) => options;

    private sealed class EmulatorTestHost(Func<EmulatorOptions, EmulatorOptions> change) : EmulatorTest
    {
        protected override EmulatorOptions Options() => change(base.Options());
    }
}
