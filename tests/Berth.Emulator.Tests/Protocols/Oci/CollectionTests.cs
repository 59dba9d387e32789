using System.Collections.Concurrent;
using System.Net;
using Berth.Names;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>What nothing needs is taken away, and nothing else, while pushes and pulls go on.</summary>
public sealed class CollectionTests : DistributionTest
{
    private readonly string data = Directory.CreateTempSubdirectory("berth-collect-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Sweep_SharedBlob_GoesWithItsLastImage()
    {
        using var other = new OciClient(Emulator, name: "demo/other");
        await Oci.PushImageAsync("v1", "shared");
        await other.PushImageAsync("v1", "shared");
        Assert.Equal(2, await Emulator.Context.Blobs.ListAsync(Token).CountAsync(Token));

        (await Oci.DeleteAsync("/v2/demo/app/manifests/v1")).Dispose();
        Assert.Equal(0, await SweepAfterADayAsync());
        Assert.Equal(2, await Emulator.Context.Blobs.ListAsync(Token).CountAsync(Token));

        await Ecr.OkAsync("DeleteRepository", """{"repositoryName":"demo/other","force":true}""");
        Assert.Equal(2, await SweepAfterADayAsync());
        Assert.Empty(await Emulator.Context.Blobs.ListAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Sweep_LayerThatWaitsForItsImage_StaysADay()
    {
        await Oci.PushBlobAsync([1, 2, 3]);
        Emulator.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await SweepAsync());
        Emulator.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await SweepAsync());
    }

    [Fact]
    public async Task Sweep_AfterARestart_KnowsWhatRepositoriesHold()
    {
        await Oci.PushImageAsync("v1", "kept");
        await Emulator.DisposeAsync();
        await using var next = await BerthEmulator.StartAsync(new EmulatorOptions { DataDirectory = data }, Token);
        await next.Context.GarbageCollector.RunAsync(Token);
        Assert.Equal(2, await next.Context.Blobs.ListAsync(Token).CountAsync(Token));
    }

    [Fact]
    public async Task Sweep_DuringPushesAndDeletions_TakesNothingInUse()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sweeping = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await SweepAsync();
                }
            },
            Token);

        var kept = new ConcurrentDictionary<string, Digest>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async worker =>
        {
            using var client = new OciClient(Emulator, name: worker % 2 == 0 ? "demo/app" : "demo/other");
            for (var round = 0; round < 25; round++)
            {
                // Workers of both repositories push the same few layers, and take every other image away again.
                var tag = $"w{worker}-r{round}";
                var digest = await client.PushImageAsync(tag, $"{round % 5}", $"\"annotations\":{{\"tag\":\"{tag}\"}},");
                if (round % 2 == 0)
                {
                    (await client.DeleteAsync($"/v2/{client.Name}/manifests/{digest}")).Dispose();
                    continue;
                }

                kept[$"/v2/{client.Name}/manifests/{tag}"] = digest;
            }
        }));
        await stop.CancelAsync();
        await sweeping;

        foreach (var (path, digest) in kept)
        {
            using var manifest = await Oci.GetAsync(path);
            Assert.Equal(digest.ToString(), Header(manifest, "Docker-Content-Digest"));
            var json = await JsonAsync(manifest);
            foreach (var layer in json.GetProperty("layers").EnumerateArray().Append(json.GetProperty("config")))
            {
                var name = path.Split("/manifests/")[0];
                using var blob = await Oci.GetAsync($"{name}/blobs/{layer.GetProperty("digest").GetString()}");
                Assert.Equal(HttpStatusCode.OK, blob.StatusCode);
                Assert.Equal(layer.GetProperty("digest").GetString(), DigestOf(await blob.Content.ReadAsByteArrayAsync(Token)).ToString());
            }
        }
    }

    [Fact]
    public async Task Pull_OfAnImage_IsRecordedWithALag()
    {
        await Oci.PushImageAsync("v1", "a");
        var pulled = Emulator.Clock.GetUtcNow();
        (await Oci.GetAsync("/v2/demo/app/manifests/v1")).Dispose();
        Emulator.Clock.Advance(TimeSpan.FromMinutes(59));
        (await Oci.GetAsync("/v2/demo/app/manifests/v1")).Dispose();
        Assert.Equal(pulled, await PulledAtAsync());
        Emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        (await Oci.GetAsync("/v2/demo/app/manifests/v1")).Dispose();
        Assert.Equal(pulled + TimeSpan.FromHours(1), await PulledAtAsync());
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { DataDirectory = data, Fidelity = Fidelity.Oci };

    private async Task<DateTimeOffset> PulledAtAsync()
    {
        var answer = await Ecr.OkAsync("DescribeImages", """{"repositoryName":"demo/app"}""");
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(answer.GetProperty("imageDetails")[0].GetProperty("lastRecordedPullTime").GetDouble() * 1000));
    }

    private async Task<int> SweepAfterADayAsync()
    {
        Emulator.Clock.Advance(TimeSpan.FromHours(25));
        Oci.Renew(Emulator);
        return await SweepAsync();
    }

    private async Task<int> SweepAsync() => (await Emulator.Context.GarbageCollector.RunAsync(Token)).Blobs;
}
