namespace Berth.Repositories.Settings.Scanning;

/// <summary>Whether images are scanned when they are pushed.</summary>
internal sealed class ScanOnPushSetting : Setting<bool, bool>
{
    /// <summary>The setting's name.</summary>
    public static readonly SettingName SettingName = SettingName.Parse("scanOnPush");

    public static ScanOnPushSetting Instance { get; } = new();

    public override SettingName Name => SettingName;

    public override RepositoryCreation AddToCreation(RepositoryCreation creation, DesiredSettings desired) =>
        creation with { ScanOnPush = desired.ScanOnPush };

    public override RepositoryCreation RemoveFromCreation(RepositoryCreation creation) => creation with { ScanOnPush = null };

    protected override bool TryGetDesired(DesiredSettings desired, out bool value)
    {
        value = desired.ScanOnPush ?? false;
        return desired.ScanOnPush is not null;
    }

    protected override bool GetFrom(RepositoryDescription description) => description.ScanOnPush.Value;

    protected override IEnumerable<SettingDrift> CompareAll(bool desired, bool observed, MergeMode mode) =>
        desired == observed ? [] : [new SettingDrift.Correctable(new PutScanOnPush(desired))];
}
