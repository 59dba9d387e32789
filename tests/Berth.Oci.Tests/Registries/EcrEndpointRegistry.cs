using Amazon.Runtime;
using Berth.Aws;
using Berth.Emulator;
using Berth.Registries;
using Berth.Verification;

namespace Berth.Oci.Tests.Registries;

/// <summary>The emulator, whose images are verified through ECR's JSON API instead of <c>/v2/</c>.</summary>
internal sealed class EcrEndpointRegistry(BerthEmulator emulator, HttpClient api, string password) : EmulatorRegistry(emulator, api, password)
{
    public override (IImageSource Source, IDisposable Owned) Open(HttpMessageHandler handler, TimeProvider time)
    {
        var factory = new EcrClientFactory(new EcrClientOptions
        {
            HttpMessageHandler = handler,
            Credentials = new BasicAWSCredentials("AKIATEST", "secret"),
        });
        var registry = new EcrRegistry(Host, EmulatorOptions.DefaultAccount, EmulatorOptions.DefaultRegion) { Endpoint = Emulator.Endpoint };
        return (factory.For(registry).ImageSource, factory);
    }
}
