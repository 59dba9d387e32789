using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;
using Berth.Testing;
using Berth.Tests.Lifecycle;
using CsCheck;

namespace Berth.Emulator.Tests.Registry.Lifecycle;

public sealed class LifecycleExamplesTests : IAsyncLifetime
{
    private static readonly Gen<string[]> Tags = Gen.Frequency(
        (2, Gen.Const(Array.Empty<string>())),
        (3, Gen.String[Gen.Char["abc"], 1, 4].Array[1, 2]),
        (1, Gen.Const(new[] { "cache" })));

    private static readonly Gen<LifecycleImage[]> Repository =
        Gen.Select(Tags, Gen.Int[0, 24], Gen.Int[0, 24].Nullable(), Gen.Int[85, 105].Nullable(), Gen.Int[0, 24].Nullable(), Gen.Int[0, 30], Gen.Int[0, 30])
            .Array[1, 7]
            .Select(Build);

    private TestRegistry registry = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => registry = await TestRegistry.StartAsync(
        new EmulatorOptions { TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(ImageText.Now) }, cancellationToken: Token);

    public async ValueTask DisposeAsync() => await registry.DisposeAsync();

    [Theory]
    [MemberData(nameof(WorkedExamples.Cases), MemberType = typeof(WorkedExamples))]
    public async Task RunLifecyclePolicies_WorkedExample_LeavesWhatEcrLeaves(string name, string images, string policy, string expected)
    {
        var list = ImageText.Parse(images);
        var names = images.Split(' ').Select(static text => text[..text.IndexOf('[', StringComparison.Ordinal)]).ToArray();
        var (repository, pushed) = await Replay.RunAsync(registry, "examples", list);

        await PutAsync(repository, PolicyText.Parse(policy));
        await registry.Emulator.RunLifecyclePoliciesAsync(Token);

        var verdicts = await Replay.VerdictsAsync(repository, list, pushed);
        var acted = names.Zip(verdicts).Where(static pair => pair.Second != LifecycleVerdict.Keep).Select(static pair => pair.First + " xa"[(int)pair.Second]);
        var wanted = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static text => text[^2] != 'f').Select(static text => text[..^1]);
        Assert.True(wanted.SequenceEqual(acted), $"{name}: {string.Join(' ', acted)} instead of {expected}");
    }

    [Fact]
    public async Task RunLifecyclePolicies_AnyRepository_LeavesWhatTheRulesSay()
    {
        var number = 0;
        await Gen.Select(PolicyGen.Policy, Repository).SampleAsync(
            async (policy, images) =>
            {
                // One emulator at a time: each case sets its clock.
                var (repository, pushed) = await Replay.RunAsync(registry, $"case-{number++}", images);
                await PutAsync(repository, policy);
                await registry.Emulator.RunLifecyclePoliciesAsync(Token);
                var verdicts = await Replay.VerdictsAsync(repository, images, pushed);
                await registry.Ecr.Catalog.DeleteRepositoryAsync(repository.Name, force: true, Token);

                // The clock went back and forth: by their times these images came in another order than they were pushed in.
                LifecycleImage[] ordered = [.. images.OrderBy(static image => image.PushedAt)];
                var wanted = ordered.Zip(NaiveLifecycle.Evaluate(policy, ordered, ImageText.Now)).ToDictionary(
                    static pair => pair.First.Digest,
                    static pair => pair.Second.Verdict == LifecycleVerdict.Failed ? LifecycleVerdict.Keep : pair.Second.Verdict);
                var wrong = images.Zip(verdicts).Where(pair => wanted[pair.First.Digest] != pair.Second).ToList();
                Assert.True(wrong.Count == 0, string.Join("; ", wrong.Select(pair => $"{pair.First.Digest}: {pair.Second} instead of {wanted[pair.First.Digest]}")));
            },
            iter: 100,
            threads: 1,
            print: static pair => $"{pair.Item1}\n{string.Join('\n', LifecycleEvaluator.Evaluate(pair.Item1, pair.Item2, ImageText.Now).Decisions.Select(Describe))}");
    }

    [Fact]
    public async Task RunLifecyclePolicies_Done_IsWhenThePolicyWasLastEvaluated()
    {
        using var ecr = new EcrClient(registry.Emulator);
        await registry.CreateRepositoryAsync("evaluated", Token);
        await registry.AdvanceAsync(TimeSpan.FromHours(5), Token);
        var policy = await ecr.OkAsync("GetLifecyclePolicy", """{"repositoryName":"evaluated"}""");
        Assert.Equal((ImageText.Now + TimeSpan.FromHours(5)).ToUnixTimeSeconds(), policy.GetProperty("lastEvaluatedAt").GetDouble(), 1.0);
    }

    [Fact]
    public async Task RunLifecyclePolicies_IndexThatExpires_LeavesItsChildrenToTheNextRun()
    {
        var repository = await registry.CreateRepositoryAsync("index", Berth.Repositories.Settings.Mutability.TagMutability.Mutable, LifecyclePolicy.Default, Token);
        await repository.PushAsync(TestImage.IndexOf(TestImage.Of("one"), TestImage.Of("two")), null, Token);

        await registry.AdvanceAsync(TimeSpan.FromDays(4), Token);
        Assert.Equal(2, (await repository.GetImagesAsync(Token)).Count);

        await registry.Emulator.RunLifecyclePoliciesAsync(Token);
        Assert.Empty(await repository.GetImagesAsync(Token));
    }

    private static string Describe(LifecycleDecision decision) =>
        $"{decision} {string.Join(',', decision.Image.Tags)} pushed {decision.Image.PushedAt:s} pulled {decision.Image.LastPulledAt:s} archived {decision.Image.LastArchivedAt:s} restored {decision.Image.LastActivatedAt:s}";

    private async Task PutAsync(TestRepository repository, LifecyclePolicy policy) =>
        await registry.Ecr.Repositories.PutLifecyclePolicyAsync(repository.Name, policy.ToString(), Token);

    private static LifecycleImage[] Build((string[] Tags, int Age, int? Pulled, int? Archived, int? Restored, int Child, int Subject)[] drafts) =>
    [
        .. drafts.Select((draft, place) => new LifecycleImage
        {
            Digest = ImageText.DigestOf($"{place}"),

            // A tag stays with the image that got it last.
            Tags = [.. draft.Tags.Distinct().Where(tag => !drafts.Skip(place + 1).Any(later => later.Tags.Contains(tag))).Select(Berth.Names.Tag.Parse)],
            PushedAt = ImageText.DaysAgo(draft.Age / 2.0),
            LastPulledAt = draft.Pulled is { } pulled ? ImageText.DaysAgo(pulled / 2.0) : null,
            LastArchivedAt = draft.Archived is { } archived ? ImageText.DaysAgo(archived) : null,
            LastActivatedAt = draft.Archived is not null && draft.Restored is { } restored ? ImageText.DaysAgo(restored / 2.0) : null,
            StorageClass = draft.Archived is not null && draft.Restored is null ? StorageClass.Archive : StorageClass.Standard,

            // Two indexes of the same children would be one image.
            Children = draft.Child < place && !drafts.Take(place).Index().Any(earlier => earlier.Item.Child == draft.Child && draft.Child < earlier.Index)
                ? [ImageText.DigestOf($"{draft.Child}")]
                : [],
            Subject = draft.Child >= place && draft.Subject < place ? ImageText.DigestOf($"{draft.Subject}") : null,
        }),
    ];
}
