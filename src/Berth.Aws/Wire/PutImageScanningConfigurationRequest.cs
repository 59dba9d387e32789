namespace Berth.Aws.Wire;

internal sealed record PutImageScanningConfigurationRequest(string RegistryId, string RepositoryName, WireScanning ImageScanningConfiguration);
