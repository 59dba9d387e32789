using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Tests.Repositories;

[Collection(nameof(VirtualTimeTests))]
public sealed class RepositoryEnsurerTests
{
    private const string Name = "deployments/app";

    private static readonly DesiredSettings Everything = DesiredSettings.Default with
    {
        RepositoryPolicy = RepositoryPolicy.Parse("""{"Statement":[{"Sid":"Pull","Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}"""),
        ResourceTags = ResourceTags.Parse("team=web", "tags", [], []),
        ScanOnPush = true,
    };

    private readonly FakeEcr ecr = new();
    private readonly VirtualTime time = new();
    private readonly Recorder recorder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ensure_EverythingDesired_IsReadAtOnceAndEachDifferenceIsOneCall()
    {
        ecr.Add(Name, TagMutability.Immutable);

        var ensured = await EnsureAsync(Everything);

        Assert.Equal(SettingsOutcome.Updated, ensured.Settings.Outcome);
        Assert.Equal(["DescribeRepositories", "GetLifecyclePolicy", "GetRepositoryPolicy", "ListTagsForResource"], ecr.Calls.Take(4));
        Assert.Equal(["PutLifecyclePolicy", "PutImageTagMutability", "SetRepositoryPolicy", "TagResource", "PutImageScanningConfiguration"], ecr.Calls.Skip(4));
        Assert.Equal(SettingsReport.Unchanged, (await EnsureAsync(Everything)).Settings);
    }

    [Fact]
    public async Task Ensure_NothingDesired_ReadsTheRepositoryAlone()
    {
        ecr.Add(Name);

        Assert.Equal(SettingsReport.Unchanged, (await EnsureAsync(new DesiredSettings())).Settings);

        Assert.Equal(["DescribeRepositories"], ecr.Calls);
    }

    [Fact]
    public async Task Ensure_ReconcileNone_ReadsAndChangesNothingOfAnExistingRepository()
    {
        ecr.Add(Name, TagMutability.Immutable);

        var ensured = await EnsureAsync(Everything, new() { Scope = ReconcileScope.None });

        Assert.Equal(SettingsOutcome.Skipped, ensured.Settings.Outcome);
        Assert.Equal(["DescribeRepositories"], ecr.Calls);
    }

    [Fact]
    public async Task Ensure_ReconcileNone_GivesANewRepositoryItsSettings()
    {
        Assert.Equal(SettingsOutcome.Created, (await EnsureAsync(Everything, new() { Scope = ReconcileScope.None })).Settings.Outcome);

        Assert.NotNull(ecr.Get(Name).LifecyclePolicy);
        Assert.NotNull(ecr.Get(Name).RepositoryPolicy);
    }

    [Fact]
    public async Task Ensure_LifecyclePolicyRefused_HoldsTheMovableTagBackAndDoesTheRest()
    {
        ecr.Add(Name, TagMutability.Immutable);
        Fail("PutLifecyclePolicy", EcrErrorKind.AccessDenied);

        var ensured = await EnsureAsync(Everything);

        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
        Assert.Equal(TagMutability.Immutable, ecr.Get(Name).TagMutability);
        Assert.True(ecr.Get(Name).ScanOnPush);
        Assert.Equal(
            [ChangeOutcome.Failed, ChangeOutcome.Unfinished, ChangeOutcome.Applied, ChangeOutcome.Applied, ChangeOutcome.Applied],
            ensured.Settings.Changes.Select(change => change.Outcome));
    }

    [Fact]
    public async Task Ensure_LifecyclePolicyInConflict_HoldsTheMovableTagBackForGood()
    {
        ecr.Add(Name, TagMutability.Immutable, """{"rules":"of the future"}""");

        var ensured = await EnsureAsync(DesiredSettings.Default);

        Assert.Equal(SettingsOutcome.Skipped, ensured.Settings.Outcome);
        Assert.Equal([ChangeOutcome.Conflict, ChangeOutcome.Conflict], ensured.Settings.Changes.Select(change => change.Outcome));
        Assert.Equal(TagMutability.Immutable, ecr.Get(Name).TagMutability);
    }

    [Fact]
    public async Task Ensure_MutableRepositoryUnderAll_IsMadeImmutableWhateverBecomesOfItsLifecyclePolicy()
    {
        ecr.Add(Name);
        Fail("PutLifecyclePolicy", EcrErrorKind.AccessDenied);

        await EnsureAsync(DesiredSettings.Default, new() { Scope = ReconcileScope.All });

        Assert.Equal(DesiredSettings.Default.TagMutability, ecr.Get(Name).TagMutability);
    }

    [Theory]
    [InlineData(EcrErrorKind.AccessDenied)]
    [InlineData(EcrErrorKind.Throttled)]
    [InlineData(EcrErrorKind.Unavailable)]
    public async Task Ensure_LifecyclePolicyUnreadable_IsNeverOverwritten(EcrErrorKind kind)
    {
        ecr.Add(Name, DesiredSettings.Default.TagMutability, "the operator's");
        Fail("GetLifecyclePolicy", kind);

        var ensured = await EnsureAsync(DesiredSettings.Default);

        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
        Assert.Equal("the operator's", ecr.Get(Name).LifecyclePolicy);
        Assert.DoesNotContain("PutLifecyclePolicy", ecr.Calls);
    }

    [Fact]
    public async Task Ensure_AppearedMeanwhile_IsSuccessWithoutCreation()
    {
        ecr.Before = (operation, _) =>
        {
            if (operation == "CreateRepository")
            {
                ecr.Add(Name, DesiredSettings.Default.TagMutability);
            }

            return Task.CompletedTask;
        };

        var ensured = await EnsureAsync(DesiredSettings.Default);

        Assert.False(ensured.Created);
        Assert.Equal(SettingsOutcome.Updated, ensured.Settings.Outcome);
        Assert.NotNull(ecr.Get(Name).LifecyclePolicy);
    }

    [Fact]
    public async Task Ensure_ReadsLagBehindTheCreation_AreRetried()
    {
        var lags = 3;
        ecr.Before = (operation, _) => operation is "PutLifecyclePolicy" && lags-- > 0 ? throw ecr.Failure(EcrErrorKind.RepositoryNotFound, operation) : Task.CompletedTask;

        var (ensured, elapsed) = await time.RunAsync(() => EnsureAsync(DesiredSettings.Default));

        Assert.Equal(SettingsOutcome.Created, ensured.Settings.Outcome);
        Assert.InRange(elapsed, TimeSpan.FromMilliseconds(650), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Ensure_CreatedByAnotherAndNotYetVisible_IsPreparedAndCompletedLater()
    {
        ecr.Add(Name, DesiredSettings.Default.TagMutability);
        ecr.Before = (operation, _) =>
            operation.StartsWith("Get", StringComparison.Ordinal) || operation == "DescribeRepositories" ? throw ecr.Failure(EcrErrorKind.RepositoryNotFound, operation) : Task.CompletedTask;

        var (ensured, _) = await time.RunAsync(() => EnsureAsync(DesiredSettings.Default));

        Assert.False(ensured.Created);
        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
    }

    [Theory]
    [InlineData("DescribeRepositories")]
    [InlineData("CreateRepository")]
    public async Task Ensure_OnlyAnswerIsAboutAnotherRepository_IsAnError(string operation)
    {
        if (operation == "DescribeRepositories")
        {
            ecr.Add(Name);
        }

        ecr.Describing = (_, description) => description with { Name = RepositoryName.Parse("other/app") };

        var failure = await Assert.ThrowsAsync<RepositoryUnavailableException>(() => EnsureAsync(new DesiredSettings()));

        Assert.Equal(EcrErrorKind.WrongRepository, failure.Kind);
        Assert.Contains("other/app", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_OnlyAnswerIsAboutAnotherAccount_IsAnError()
    {
        ecr.Add(Name);
        ecr.Describing = (_, description) => description with { Account = AccountId.Parse("999999999999") };

        await Assert.ThrowsAsync<RepositoryUnavailableException>(() => EnsureAsync(new DesiredSettings()));
    }

    [Fact]
    public async Task Ensure_DescriptionIsAboutAnotherRepository_WhileAnotherReadProvesExistence_IsPreparedAndReported()
    {
        ecr.Add(Name);
        ecr.Describing = (_, description) => description with { Name = RepositoryName.Parse("other/app") };

        var ensured = await EnsureAsync(DesiredSettings.Default);

        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
        Assert.All(ensured.Settings.Changes, change => Assert.Contains("other/app", change.Detail, StringComparison.Ordinal));
        Assert.DoesNotContain(ecr.Calls, static call => call.StartsWith("Put", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ensure_CreationWhoseAnswerIsLost_IsFoundAndCompleted()
    {
        ecr.After = (operation, _) => operation == "CreateRepository" ? throw ecr.Failure(EcrErrorKind.Unreachable, operation) : Task.CompletedTask;

        var ensured = await EnsureAsync(DesiredSettings.Default);

        Assert.Equal(SettingsOutcome.Updated, ensured.Settings.Outcome);
        Assert.NotNull(ecr.Get(Name).LifecyclePolicy);
    }

    [Theory]
    [InlineData(EcrErrorKind.AccessDenied)]
    [InlineData(EcrErrorKind.InvalidRequest)]
    [InlineData(EcrErrorKind.QuotaExceeded)]
    public async Task Ensure_CreationRefusedForItsTags_IsCreatedWithoutAndReported(EcrErrorKind kind)
    {
        ecr.Refusing = creation => creation.Tags.Count > 0 ? kind : null;
        Fail("TagResource", kind);

        var ensured = await EnsureAsync(Everything);

        Assert.True(ensured.Created);
        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
        Assert.Equal(ResourceTagsSetting.SettingName, Assert.Single(ensured.Settings.Changes, change => change.Outcome == ChangeOutcome.Failed).Setting);
        Assert.Equal(Everything.TagMutability, ecr.Get(Name).TagMutability);
        Assert.True(ecr.Get(Name).ScanOnPush);
    }

    [Fact]
    public async Task Ensure_CreationRefusedForItself_FailsWithTheFirstRefusal()
    {
        ecr.Refusing = creation => creation.Tags.Count > 0 ? EcrErrorKind.QuotaExceeded : EcrErrorKind.AccessDenied;

        var failure = await Assert.ThrowsAsync<RepositoryUnavailableException>(() => EnsureAsync(Everything));

        Assert.Equal(EcrErrorKind.QuotaExceeded, failure.Kind);
        Assert.Equal(2, recorder.Records.Count);
    }

    [Fact]
    public async Task Ensure_DescriptionDenied_ExistenceIsKnownFromAnotherRead()
    {
        ecr.Add(Name, TagMutability.Immutable);
        Fail("DescribeRepositories", EcrErrorKind.AccessDenied);

        var ensured = await EnsureAsync(DesiredSettings.Default);

        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
        Assert.Equal(2, ecr.Calls.Count);
    }

    [Theory]
    [InlineData("GetLifecyclePolicy")]
    [InlineData("DescribeRepositories")]
    [InlineData("PutLifecyclePolicy")]
    [InlineData("PutImageTagMutability")]
    public async Task Ensure_CallThatHangs_EndsWithTheBudget(string hanging)
    {
        ecr.Add(Name, TagMutability.Immutable);

        // It does not even listen to its cancellation.
        ecr.Before = (operation, _) => operation == hanging ? Task.Delay(TimeSpan.FromMinutes(10), time, CancellationToken.None) : Task.CompletedTask;

        var (ensured, elapsed) = await time.RunAsync(() => EnsureAsync(DesiredSettings.Default, new() { Budget = TimeSpan.FromSeconds(2) }));

        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
        Assert.InRange(elapsed, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Ensure_ExistenceNeverKnown_FailsAtItsTimeout()
    {
        ecr.Before = (_, _) => Task.Delay(TimeSpan.FromMinutes(10), time, CancellationToken.None);

        var (failure, elapsed) = await time.RunAsync(
            () => Assert.ThrowsAsync<RepositoryUnavailableException>(() => EnsureAsync(DesiredSettings.Default, new() { ExistenceTimeout = TimeSpan.FromSeconds(3) })));

        Assert.Equal(EcrErrorKind.Unreachable, failure.Kind);
        Assert.InRange(elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Ensure_BudgetOfZero_LeavesSettingsToLater()
    {
        ecr.Add(Name, TagMutability.Immutable);

        var ensured = await EnsureAsync(DesiredSettings.Default, new() { Budget = TimeSpan.Zero });

        Assert.Equal(SettingsOutcome.Incomplete, ensured.Settings.Outcome);
        Assert.Equal(TagMutability.Immutable, ecr.Get(Name).TagMutability);
    }

    [Fact]
    public async Task Ensure_CallerCancelsInMidFlow_IsRethrownAndRecordedAsUncertain()
    {
        ecr.Add(Name, TagMutability.Immutable);
        using var cancellation = new CancellationTokenSource();
        ecr.Before = async (operation, _) =>
        {
            if (operation == "PutLifecyclePolicy")
            {
                await cancellation.CancelAsync();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EnsureAsync(DesiredSettings.Default, null, cancellation.Token));

        Assert.DoesNotContain("PutImageTagMutability", ecr.Calls);
    }

    [Fact]
    public async Task Ensure_Changes_AreRecordedWithBeforeAfterCauseAndRequest()
    {
        ecr.Add(Name, TagMutability.Immutable);
        Fail("PutImageTagMutability", EcrErrorKind.AccessDenied);

        await EnsureAsync(DesiredSettings.Default);

        Assert.Equal([RecordedOutcome.Applied, RecordedOutcome.Refused], recorder.Records.Select(record => record.Outcome));
        var refused = recorder.Records[1];
        Assert.Equal(("PutImageTagMutability", TagMutabilitySetting.SettingName, "Immutable", "ImmutableWithExclusion (cache)"), (refused.Operation, refused.Setting, refused.Before, refused.After));
        Assert.Equal(new ChangeCause(ChangeCauseKind.Deployment, "1.production.x"), refused.Cause);
        Assert.Equal("failed", refused.RequestId);
        Assert.Equal("default credentials", refused.Principal);
        Assert.Equal(time.GetUtcNow(), refused.Time);
        Assert.Equal("request-1", recorder.Records[0].RequestId);
        Assert.Null(recorder.Records[0].Before);
    }

    [Fact]
    public async Task Ensure_BrokenOrHangingRecorder_ChangesNothing()
    {
        recorder.Recording = _ => throw new InvalidOperationException("the disk is full");
        Assert.Equal(SettingsOutcome.Created, (await EnsureAsync(DesiredSettings.Default)).Settings.Outcome);
        ecr.Repositories.Clear();

        recorder.Recording = _ => new ValueTask(Task.Delay(TimeSpan.FromMinutes(1), time));
        var (ensured, elapsed) = await time.RunAsync(() => EnsureAsync(DesiredSettings.Default));

        Assert.Equal(SettingsOutcome.Created, ensured.Settings.Outcome);
        Assert.InRange(elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    private void Fail(string operation, EcrErrorKind kind) =>
        ecr.Before = (called, _) => called == operation ? throw ecr.Failure(kind, called) : Task.CompletedTask;

    private Task<EnsuredRepository> EnsureAsync(DesiredSettings desired, ReconcilePolicy? policy = null, CancellationToken? token = null) =>
        new RepositoryEnsurer(ecr, desired, policy ?? ReconcilePolicy.Default, new ChangeRecorders([recorder], null, time), time)
            .EnsureAsync(RepositoryName.Parse(Name), new ChangeCause(ChangeCauseKind.Deployment, "1.production.x"), token ?? Token);

    private sealed class Recorder : IChangeRecorder
    {
        public List<ChangeRecord> Records { get; } = [];

        public Func<ChangeRecord, ValueTask> Recording { get; set; } = static _ => default;

        public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken)
        {
            Records.Add(record);
            return Recording(record);
        }
    }
}
