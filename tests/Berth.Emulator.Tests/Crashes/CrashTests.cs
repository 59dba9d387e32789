using System.Collections.Concurrent;
using System.Globalization;

namespace Berth.Emulator.Tests.Crashes;

/// <summary><c>kill -9</c> during parallel pushes. <c>BERTH_CRASH_ROUNDS</c> sets how often; <c>bench/crash</c> does it a hundred times.</summary>
public sealed class CrashTests
{
    private const int Pushers = 4;

    private static int Rounds =>
        int.Parse(Environment.GetEnvironmentVariable("BERTH_CRASH_ROUNDS") ?? "4", NumberStyles.None, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kill_DuringPushes_LosesNoAcknowledgedImageAndShowsNoPartialOne()
    {
        var directory = Directory.CreateTempSubdirectory("berth-crash-").FullName;
        var acknowledged = new ConcurrentDictionary<string, string>();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await PushAndKillAsync(directory, round, acknowledged);
                await VerifyAsync(directory, round, acknowledged);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task PushAndKillAsync(string directory, int round, ConcurrentDictionary<string, string> acknowledged)
    {
        var server = await CrashServer.StartAsync(directory, TestContext.Current.CancellationToken);
        using var client = new CrashClient(server);
        var before = acknowledged.Count;

        // Enough pushes are acknowledged first; what the others have reached by then is the random moment.
        var enough = Random.Shared.Next(Pushers, 10 * Pushers);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnPushed()
        {
            if (acknowledged.Count - before >= enough)
            {
                reached.TrySetResult();
            }
        }

        Task[] pushing = [.. Enumerable.Range(0, Pushers).Select(
            pusher => client.PushUntilKilledAsync($"r{round}-p{pusher}", new Random((round * Pushers) + pusher), acknowledged, OnPushed))];
        await Task.WhenAny(reached.Task, Task.WhenAny(pushing).Unwrap()).WaitAsync(Limits.Hang, TestContext.Current.CancellationToken);
        server.Dispose();
        await Task.WhenAll(pushing);
        Assert.InRange(acknowledged.Count - before, enough, int.MaxValue);
    }

    private static async Task VerifyAsync(string directory, int round, ConcurrentDictionary<string, string> acknowledged)
    {
        using var server = await CrashServer.StartAsync(directory, TestContext.Current.CancellationToken);
        using var client = new CrashClient(server);
        var tags = await client.TagsAsync();
        Assert.Empty(acknowledged.Keys.Except(tags));

        // Every listed tag pulls intact, also one whose response was lost; those of earlier rounds were pulled before.
        foreach (var tag in tags.Where(tag => tag.StartsWith($"r{round}-", StringComparison.Ordinal)))
        {
            var digest = await client.PullAsync(tag);
            Assert.Equal(acknowledged.GetValueOrDefault(tag, digest), digest);
        }
    }
}
