using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;
using Berth.Names;
using CsCheck;

namespace Berth.Tests.Lifecycle;

public sealed class LifecycleEvaluatorPropertyTests
{
    private static readonly Gen<string[]> Tags = Gen.Frequency(
        (2, Gen.Const(Array.Empty<string>())),
        (3, Gen.String[Gen.Char["abc"], 1, 5].Array[1, 3]),
        (1, Gen.Const(new[] { "cache" })));

    private static readonly Gen<ImageDraft> Image = Gen.Select(
        Tags,
        Gen.Int[0, 24],
        Gen.Int[0, 24].Nullable(),
        Gen.Int[85, 105].Nullable(),
        Gen.Int[0, 24].Nullable(),
        Gen.Int[0, 40],
        Gen.Int[0, 40],
        static (tags, age, pulled, archived, restored, child, subject) => new ImageDraft(tags, age, pulled, archived, restored, child, subject));

    private static readonly Gen<LifecycleImage[]> Repository = Image.Array[0, 14].Select(Build);

    [Fact]
    public void Evaluate_AnyRepository_AgreesWithTheNaiveImplementation() =>
        Gen.Select(PolicyGen.Policy, Repository).Sample(
            static (policy, images) =>
            {
                var naive = NaiveLifecycle.Evaluate(policy, images, ImageText.Now);
                var actual = LifecycleEvaluator.Evaluate(policy, images, ImageText.Now).Decisions;
                return actual.Zip(naive).All(static pair =>
                    pair.First.Verdict == pair.Second.Verdict
                    && (pair.First.Verdict == LifecycleVerdict.Keep || pair.First.Rule!.Priority == pair.Second.Rule));
            },
            iter: 5_000,
            print: static pair => $"{pair.Item1}\n{string.Join('\n', LifecycleEvaluator.Evaluate(pair.Item1, pair.Item2, ImageText.Now).Decisions)}");

    [Fact]
    public void Evaluate_AnyRepository_KeepsWhatNoRuleSelectsAndExplainsAll() =>
        Gen.Select(PolicyGen.Policy, Repository).Sample(
            static (policy, images) => LifecycleEvaluator.Evaluate(policy, images, ImageText.Now).Decisions
                .Zip(images)
                .All(static pair => pair.First.Image == pair.Second
                    && pair.First.Explanation.Length > 0
                    && (pair.First.Reason != LifecycleReason.NotSelected || pair.First.Verdict == LifecycleVerdict.Keep)),
            iter: 500);

    /// <summary>An age in halves of days, so that equal times and exact limits are common; relations point to earlier images alone, as digests force.</summary>
    private static LifecycleImage[] Build(ImageDraft[] drafts) =>
    [
        .. drafts.Select((draft, place) => new LifecycleImage
        {
            Digest = ImageText.DigestOf($"{place}"),
            Tags = [.. draft.Tags.Distinct().Select(Tag.Parse)],
            PushedAt = ImageText.DaysAgo(draft.Age / 2.0),
            LastPulledAt = Ago(draft.Pulled),
            LastArchivedAt = draft.Archived is { } days ? ImageText.DaysAgo(days) : null,
            LastActivatedAt = draft.Archived is null ? null : Ago(draft.Restored),
            StorageClass = draft.Archived is not null && draft.Restored is null ? StorageClass.Archive : StorageClass.Standard,
            Children = draft.Child < place ? [ImageText.DigestOf($"{draft.Child}")] : [],
            Subject = draft.Subject < place ? ImageText.DigestOf($"{draft.Subject}") : null,
        }),
    ];

    private static DateTimeOffset? Ago(int? halfDays) => halfDays is { } value ? ImageText.DaysAgo(value / 2.0) : null;

    private sealed record ImageDraft(string[] Tags, int Age, int? Pulled, int? Archived, int? Restored, int Child, int Subject);
}
