using Amazon.Runtime;
using Berth.Aws;
using Berth.Emulator;
using Berth.Extensions.Options;
using Berth.Names;
using Berth.Verification;
using Berth.Verification.Verdicts;
using Microsoft.Extensions.DependencyInjection;

namespace Berth.Extensions.Tests.Verification;

/// <summary>With <c>AddBerth</c> alone, an image is read by the way that fits its host.</summary>
public sealed class RegistryImageSourceTests
{
    [Fact]
    public async Task Verify_InAConfiguredRegistry_AsksEcrsApi()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var provider = Services(emulator);

        var verdict = await provider.GetRequiredService<IImageVerifier>().VerifyAsync(
            ImageReference.Parse($"{emulator.RegistryHost}/deployments/web:1"), null, TestContext.Current.CancellationToken);

        // Over /v2/, without credentials, the answer would be "unknown: denied".
        Assert.Equal(AbsenceKind.Repository, Assert.IsType<ImageMissing>(verdict).Absence.Kind);
    }

    [Fact]
    public async Task Verify_InAnyOtherRegistry_AsksTheOciApi()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var provider = Services(emulator);

        var verdict = await provider.GetRequiredService<IImageVerifier>().VerifyAsync(
            ImageReference.Parse($"localhost:{emulator.Endpoint.Port}/deployments/web:1"), null, TestContext.Current.CancellationToken);

        Assert.Equal(SourceFaultKind.Denied, Assert.IsType<ImageUnknown>(verdict).Cause.Kind);
    }

    private static ServiceProvider Services(BerthEmulator emulator)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new EcrClientOptions { Credentials = new BasicAWSCredentials("AKIATEST", "secret") });
        services.AddBerth(options =>
        {
            options.Registry.Host = emulator.RegistryHost.ToString();
            options.Registry.Kind = RegistryKind.Ecr;
            options.Registry.Account = EmulatorOptions.DefaultAccount.ToString();
            options.Registry.Region = EmulatorOptions.DefaultRegion.ToString();
            options.Registry.Endpoint = emulator.Endpoint;
        });
        return services.BuildServiceProvider(validateScopes: true);
    }
}
