using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Lifecycle;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;
using CsCheck;

namespace Berth.Tests.Repositories;

/// <summary>
/// Three preparers, an operator and faults in random orders of single calls. Once it is quiet, one more preparation finds or makes the
/// desired state, and whatever the operator has added is still there.
/// </summary>
public sealed partial class InterleavingTests
{
    private const int Preparers = 3;
    private const int Orders = 400;

    private static readonly SettingName[] Settings = [LifecyclePolicySetting.SettingName, TagMutabilitySetting.SettingName, RepositoryPolicySetting.SettingName, ResourceTagsSetting.SettingName];

    private static readonly RepositoryName Name = RepositoryName.Parse("deployments/app");

    private static readonly DesiredSettings Desired = DesiredSettings.Default with
    {
        RepositoryPolicy = RepositoryPolicy.Parse("""{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}"""),
        ResourceTags = ResourceTags.Parse("managed=berth", "tags", [], []),
        ScanOnPush = true,
    };

    [Fact]
    public async Task Prepare_AnyOrderOfCallsEditsAndFaults_EndsAsDesiredAndLosesNothingOfTheOperators()
    {
        var (runs, calls, edits, overwritten, faults) = (0, 0, 0, 0, 0);
        await Gen.Int.SampleAsync(
            async seed =>
            {
                var world = new World(new Random(seed));
                await Task.Run(world.RunAsync);
                Interlocked.Increment(ref runs);
                Interlocked.Add(ref calls, world.Ecr.Calls.Count);
                Interlocked.Add(ref edits, world.Edits);
                Interlocked.Add(ref overwritten, world.Overwritten);
                Interlocked.Add(ref faults, world.Faults);
            },
            iter: Orders,
            threads: 1);

        TestContext.Current.SendDiagnosticMessage($"{runs} orders, {calls} calls, {faults} faults, {edits} edits of the operator's, {overwritten} of them made between a read and its write");
        Assert.True(edits > Orders && faults > Orders / 2);
    }

    [GeneratedRegex("op[0-9]")]
    private static partial Regex Marks();

    /// <summary>One registry in which the schedule decides the order of calls, and which records each overwritten change.</summary>
    private sealed class World : IChangeRecorder
    {
        private readonly Random random;
        private readonly List<(string Operation, TaskCompletionSource Turn)> waiting = [];
        private readonly Operator operatorHand = new();
        private readonly List<string> lost = [];
        private int running;

        public World(Random random)
        {
            this.random = random;
            Ecr.Before = WaitForTurnAsync;
            Ecr.CallCompleted = RecordOverwrites;
            if (random.Next(2) == 0)
            {
                Ecr.Add(Name.ToString(), random.Next(3) == 0 ? Desired.TagMutability : TagMutability.Immutable);
                Edit();
            }
        }

        public FakeEcr Ecr { get; } = new();

        public int Edits { get; private set; }

        public int Overwritten { get; private set; }

        public int Faults { get; private set; }

        public async Task RunAsync()
        {
            running = Preparers;
            var preparers = Enumerable.Range(0, Preparers).Select(_ => PrepareAsync()).ToArray();
            while (Volatile.Read(ref running) > 0)
            {
                if (random.Next(12) == 0)
                {
                    Edit();
                }

                await TakeTurnAsync();
            }

            await Task.WhenAll(preparers);

            // From here on no operator edits and no call fails.
            Ecr.Before = static (_, _) => Task.CompletedTask;
            await EnsureAsync();
            var last = await EnsureAsync();

            Assert.Empty(lost);
            Assert.Equal(SettingsReport.Unchanged, last.Settings);
            Assert.Empty(Settings.SelectMany(setting => operatorHand.Missing(Ecr, setting)));
            AssertDesired();
        }

        private async Task PrepareAsync()
        {
            try
            {
                await EnsureAsync();
            }
            catch (RepositoryUnavailableException)
            {
                // A fault met the one read or the creation that tells whether the repository exists.
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }

        private Task<EnsuredRepository> EnsureAsync() =>
            new RepositoryEnsurer(Ecr, Desired, ReconcilePolicy.Default, new ChangeRecorders([this], null, TimeProvider.System), TimeProvider.System)
                .EnsureAsync(Name, new ChangeCause(ChangeCauseKind.Deployment, "1"), CancellationToken.None);

        private Task WaitForTurnAsync(string operation, CancellationToken cancellationToken)
        {
            var turn = new TaskCompletionSource();
            lock (waiting)
            {
                waiting.Add((operation, turn));
            }

            return turn.Task;
        }

        /// <summary>Looks for what was there when Berth read a setting and is not in what it wrote.</summary>
        public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken)
        {
            if (record.Operation != "TagResource")
            {
                lost.AddRange(Marks().Matches(record.Before ?? string.Empty).Select(match => match.Value)
                    .Except(Marks().Matches(record.After ?? string.Empty).Select(match => match.Value))
                    .Select(mark => $"{record.Operation} lost {mark}"));
            }

            return default;
        }

        // ECR has no conditional writes. What the operator adds between a preparer's read of a setting and its write of the same setting is
        // overwritten; he sees that and adds it again.
        private void RecordOverwrites(string operation)
        {
            foreach (var setting in Settings.Where(setting => WriteOf(setting) == operation))
            {
                Overwritten += operatorHand.Missing(Ecr, setting).Count();
                operatorHand.Redo(Ecr);
            }
        }

        private async Task TakeTurnAsync()
        {
            (string Operation, TaskCompletionSource Turn) chosen;
            lock (waiting)
            {
                var index = waiting.Count == 0 ? -1 : random.Next(waiting.Count);
                chosen = index < 0 ? default : waiting[index];
                if (index >= 0)
                {
                    waiting.RemoveAt(index);
                }
            }

            if (chosen.Turn is null)
            {
                await Task.Yield();
            }
            else if (random.Next(10) == 0)
            {
                Faults++;
                chosen.Turn.SetException(Ecr.Failure(
                    One(EcrErrorKind.Throttled, EcrErrorKind.Unavailable, EcrErrorKind.AccessDenied, EcrErrorKind.Unreachable), chosen.Operation, Name));
            }
            else
            {
                chosen.Turn.SetResult();
            }
        }

        private void Edit() => Ecr.Atomically(() =>
        {
            if (Ecr.Repositories.ContainsKey(Name))
            {
                Edits++;
                operatorHand.Edit(Ecr, random);
            }
        });

        private void AssertDesired()
        {
            var repository = Ecr.Repositories[Name];
            Assert.Null(TagMutabilitySetting.Compare(Desired.TagMutability!, repository.TagMutability, MergeMode.Merge));
            Assert.Contains(LifecyclePolicy.Parse(repository.LifecyclePolicy!).Rules, rule => rule.Selection.Tags.Status == TagStatus.Untagged);
            Assert.Contains("\"Pull\"", repository.RepositoryPolicy, StringComparison.Ordinal);
            Assert.Contains(new ResourceTag("managed", "berth"), repository.Tags);
            Assert.True(repository.ScanOnPush);
        }

        private T One<T>(params T[] items) => items[random.Next(items.Length)];

        private static string WriteOf(SettingName setting) => setting.ToString() switch
        {
            "lifecyclePolicy" => "PutLifecyclePolicy",
            "repositoryPolicy" => "SetRepositoryPolicy",
            "resourceTags" => "TagResource",
            _ => "PutImageTagMutability",
        };
    }

    /// <summary>An operator that adds its own values and records them.</summary>
    private sealed class Operator
    {
        private readonly Dictionary<SettingName, HashSet<string>> marks = Settings.ToDictionary(setting => setting, _ => new HashSet<string>());

        public void Edit(FakeEcr ecr, Random random)
        {
            marks[Settings[random.Next(Settings.Length)]].Add($"op{random.Next(4)}");
            Redo(ecr);
        }

        /// <summary>What of the operator's is not there.</summary>
        public IEnumerable<string> Missing(FakeEcr ecr, SettingName setting)
        {
            var repository = ecr.Repositories[Name];
            return marks[setting].Where(mark => setting.ToString() switch
            {
                "lifecyclePolicy" => repository.LifecyclePolicy?.Contains($"\"{mark}\"", StringComparison.Ordinal) != true,
                "repositoryPolicy" => repository.RepositoryPolicy?.Contains($"\"{mark}\"", StringComparison.Ordinal) != true,
                "resourceTags" => !repository.Tags.Exists(tag => tag.Key == mark),
                _ => !repository.TagMutability.Filters.Contains(ExclusionFilter.Parse(mark)),
            });
        }

        /// <summary>Adds what is not there, to what is.</summary>
        public void Redo(FakeEcr ecr)
        {
            var repository = ecr.Repositories[Name];
            foreach (var sid in Missing(ecr, RepositoryPolicySetting.SettingName).ToArray())
            {
                var policy = repository.RepositoryPolicy is { } text ? JsonNode.Parse(text)!.AsObject() : new JsonObject { ["Statement"] = new JsonArray() };
                policy["Statement"]!.AsArray().Add(JsonNode.Parse($$"""{"Sid":"{{sid}}","Effect":"Deny","Principal":"*","Action":"ecr:DeleteRepository"}"""));
                repository.RepositoryPolicy = policy.ToJsonString();
            }

            foreach (var prefix in Missing(ecr, LifecyclePolicySetting.SettingName).ToArray())
            {
                var rules = repository.LifecyclePolicy is { } text ? LifecyclePolicy.Parse(text).Rules : [];
                var priority = rules.Select(rule => rule.Priority).DefaultIfEmpty(1).Max() + 1;
                repository.LifecyclePolicy = LifecyclePolicy.Create(
                    [.. rules, LifecycleRule.Create(priority, TagSelection.ByPrefixes(prefix), LifecycleCount.DaysSincePushed(30), LifecycleAction.Expire)]).ToString();
            }

            if (Missing(ecr, TagMutabilitySetting.SettingName).ToArray() is { Length: > 0 } filters)
            {
                repository.TagMutability = TagMutability.Create(
                    TagMutabilityMode.ImmutableWithExclusion,
                    repository.TagMutability.Filters.Concat(filters.Select(ExclusionFilter.Parse)))!;
            }

            repository.Tags.AddRange(Missing(ecr, ResourceTagsSetting.SettingName).ToArray().Select(key => new ResourceTag(key, "operator")));
        }
    }
}
