using System.Collections.Concurrent;
using System.Globalization;

namespace Berth.Emulator.Tests.Crashes;

/// <summary><c>kill -9</c> in the middle of parallel pushes. <c>BERTH_CRASH_ROUNDS</c> sets how often; <c>bench/crash</c> does it a hundred times.</summary>
public sealed class CrashTests
{
    private const int Pushers = 4;

    private static int Rounds =>
        int.Parse(Environment.GetEnvironmentVariable("BERTH_CRASH_ROUNDS") ?? "4", NumberStyles.None, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kill_AtRandomMoments_LosesNothingAcknowledgedAndShowsNothingHalf()
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

            Assert.NotEmpty(acknowledged);
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
        Task[] pushing = [.. Enumerable.Range(0, Pushers).Select(
            pusher => client.PushUntilKilledAsync($"r{round}-p{pusher}", new Random((round * Pushers) + pusher), acknowledged))];

        // How long the pushes last is the random moment.
        await Task.WhenAny(Task.WhenAll(pushing), Task.Delay(Random.Shared.Next(50, 1500), TestContext.Current.CancellationToken));
        server.Dispose();
        await Task.WhenAll(pushing);
    }

    private static async Task VerifyAsync(string directory, int round, ConcurrentDictionary<string, string> acknowledged)
    {
        using var server = await CrashServer.StartAsync(directory, TestContext.Current.CancellationToken);
        using var client = new CrashClient(server);
        var tags = await client.TagsAsync();
        Assert.Empty(acknowledged.Keys.Except(tags));

        // Every tag that shows pulls intact, also one whose answer the kill swallowed; those of earlier rounds were pulled before.
        foreach (var tag in tags.Where(tag => tag.StartsWith($"r{round}-", StringComparison.Ordinal)))
        {
            var digest = await client.PullAsync(tag);
            Assert.Equal(acknowledged.GetValueOrDefault(tag, digest), digest);
        }
    }
}
