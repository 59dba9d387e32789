using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories.Settings;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Tests.Repositories.Settings;

/// <summary>A setting is one module: whatever it does wrong is reported, and a further one plugs into the table.</summary>
public sealed class SettingModuleTests
{
    private const string Name = "deployments/app";

    private readonly FakeEcr ecr = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> FaultyModules()
    {
        var data = new TheoryData<string, string>();
        foreach (var setting in SettingTable.Default.Settings)
        {
            foreach (var step in new[] { "start", "read", "compare" })
            {
                data.Add(setting.Name.ToString(), step);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(FaultyModules))]
    public async Task Ensure_ModuleThrows_IsPrepared_AndTheSettingIsReported(string setting, string step)
    {
        ecr.Add(Name, TagMutability.Immutable);
        var table = new SettingTable([.. SettingTable.Default.Settings.Select(module => module.Name.ToString() == setting ? new FaultySetting(module, step) : module)]);

        var ensured = await EnsureAsync(table, new ReconcilePolicy { Scope = ReconcileScope.All });

        var report = Assert.Single(ensured.Settings.Changes, change => change.Setting.ToString() == setting);
        Assert.Equal(ChangeOutcome.Failed, report.Outcome);
        Assert.Contains(FaultySetting.Message, report.Detail, StringComparison.Ordinal);
        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ensure_UnknownTagMutability_ChangesNothing_AndReportsIt(bool isFilter)
    {
        ecr.Add(Name, TagMutability.Immutable);
        var fault = isFilter ? "an exclusion filter that this version of Berth cannot read" : "a tag mutability that this version of Berth cannot read";
        ecr.Describing = (_, description) => description with { TagMutability = DescribedSetting.Unreadable<TagMutability>(fault) };

        var ensured = await EnsureAsync(SettingTable.Default, ReconcilePolicy.Default);

        Assert.Contains(ensured.Settings.Changes, change => change.Setting == TagMutabilitySetting.SettingName && change.Detail.Contains(fault, StringComparison.Ordinal));
        Assert.DoesNotContain(ecr.Calls, static call => call.StartsWith("Put", StringComparison.Ordinal) || call == "TagResource");
    }

    [Fact]
    public async Task Ensure_UnknownEncryption_StillAppliesTheOtherSettings()
    {
        ecr.Add(Name, TagMutability.Immutable);
        ecr.Describing = static (_, description) => description with { Encryption = DescribedSetting.Unreadable<Encryption>("an unknown encryption") };

        var ensured = await EnsureAsync(SettingTable.Default, ReconcilePolicy.Default);

        var failed = Assert.Single(ensured.Settings.Changes, static change => change.Outcome == ChangeOutcome.Failed);
        Assert.Equal(EncryptionSetting.SettingName, failed.Setting);
        Assert.NotNull(ecr.Get(Name).LifecyclePolicy);
        Assert.Equal(TagMutabilityMode.ImmutableWithExclusion, ecr.Get(Name).TagMutability.Mode);
    }

    [Fact]
    public async Task Ensure_FurtherSetting_IsObservedComparedAndApplied()
    {
        ecr.Add(Name, TagMutability.Immutable);
        var table = new SettingTable([.. SettingTable.Default.Settings, OwnerTagSetting.Instance]);

        var first = await EnsureAsync(table, ReconcilePolicy.Default);
        var second = await EnsureAsync(table, ReconcilePolicy.Default);

        Assert.Contains(first.Settings.Changes, static change => change.Setting == OwnerTagSetting.Instance.Name && change.Outcome == ChangeOutcome.Applied);
        Assert.Contains(ecr.Get(Name).Tags, static tag => tag == OwnerTagSetting.Owner);
        Assert.Equal(SettingsOutcome.Unchanged, second.Settings.Outcome);
    }

    [Fact]
    public void Fingerprint_EachDesiredSettingAndMode_IsPartOfIt()
    {
        var table = SettingTable.Default;
        var desired = DesiredSettings.Default with
        {
            RepositoryPolicy = Berth.Repositories.Settings.AccessPolicy.RepositoryPolicy.Parse(
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}"""),
            ResourceTags = ResourceTags.Create([new ResourceTag("a", "1")], "tags", []),
            ScanOnPush = true,
        };
        DesiredSettings[] without =
        [
            desired with { TagMutability = null }, desired with { LifecyclePolicy = null }, desired with { RepositoryPolicy = null },
            desired with { ResourceTags = null }, desired with { ScanOnPush = false }, desired with { Encryption = null },
        ];
        ReconcilePolicy[] policies =
        [
            new() { Scope = ReconcileScope.All }, new() { TagMutability = MergeMode.Replace }, new() { LifecyclePolicy = MergeMode.Replace },
            new() { RepositoryPolicy = MergeMode.Replace }, new() { ResourceTags = MergeMode.Replace },
        ];

        string[] all =
        [
            table.Fingerprint(desired, ReconcilePolicy.Default),
            .. without.Select(other => table.Fingerprint(other, ReconcilePolicy.Default)),
            .. policies.Select(policy => table.Fingerprint(desired, policy)),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }

    private Task<EnsuredRepository> EnsureAsync(SettingTable table, ReconcilePolicy policy)
    {
        var desired = DesiredSettings.Default with
        {
            RepositoryPolicy = Berth.Repositories.Settings.AccessPolicy.RepositoryPolicy.Parse(
                """{"Version":"2012-10-17","Statement":[{"Sid":"pull","Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}"""),
            ResourceTags = ResourceTags.Create([new ResourceTag("a", "1")], "tags", []),
            ScanOnPush = true,
        };
        return new RepositoryEnsurer(ecr, desired, policy, ChangeRecorders.None, TimeProvider.System, table)
            .EnsureAsync(RepositoryName.Parse(Name), new ChangeCause(ChangeCauseKind.Deployment, "1.production.x"), Token);
    }
}
