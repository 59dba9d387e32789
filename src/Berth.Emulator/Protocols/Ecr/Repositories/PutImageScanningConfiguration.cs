using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>PutImageScanningConfiguration: the setting is kept and given back; nothing is scanned.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageScanningConfiguration.html"/>
internal sealed class PutImageScanningConfiguration() : Operation<ScanningRequest, ScanningResponse>(
    nameof(PutImageScanningConfiguration), WireJson.Default.ScanningRequest, WireJson.Default.ScanningResponse)
{
    protected override async ValueTask<ScanningResponse> ExecuteAsync(ScanningRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var scanOnPush = Check.Required(request.ImageScanningConfiguration, "imageScanningConfiguration").ScanOnPush ?? false;
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:PutImageScanningConfiguration");
        await Call.SetAsync(repository, settings => settings with { ScanOnPush = scanOnPush }, cancellationToken).ConfigureAwait(false);
        return new ScanningResponse(repository.Registry.Account.ToString(), repository.Name.ToString(), new ScanningShape(scanOnPush));
    }
}

/// <summary>The request of PutImageScanningConfiguration.</summary>
internal sealed record ScanningRequest(string? RegistryId, string? RepositoryName, ScanningShape? ImageScanningConfiguration);

/// <summary>The answer of PutImageScanningConfiguration.</summary>
internal sealed record ScanningResponse(string RegistryId, string RepositoryName, ScanningShape ImageScanningConfiguration);
