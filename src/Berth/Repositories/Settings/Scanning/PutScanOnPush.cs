using Berth.Names;

namespace Berth.Repositories.Settings.Scanning;

/// <summary>Turns scanning on push on or off.</summary>
internal sealed record PutScanOnPush(bool To)
    : SettingChange(ScanOnPushSetting.SettingName, "PutImageScanningConfiguration", To ? "off" : "on", To ? "on" : "off", To ? "turned on" : "turned off")
{
    public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.PutScanOnPushAsync(repository, To, cancellationToken);
}
