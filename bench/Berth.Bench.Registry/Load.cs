using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Berth.Bench.Registry;

/// <summary>The rows of small requests and of raw transfers.</summary>
internal static class Load
{
    private const string OciImage = "application/vnd.oci.image.manifest.v1+json";
    private const int Clients = 16;
    private const int BlobLength = 4096;
    private const int TagsPerImage = 900;
    private const int LargeLength = 64 * 1024 * 1024;
    private const int LargeClients = 4;

    /// <summary>Blobs of 4 kB pushed in a second: a POST and a PUT each.</summary>
    public static Measure BlobPush(Target target, TimeSpan time) => PerSecond(target, time, (peer, client, round) =>
    {
        var blob = Blob(client, round);
        Expect(202, peer.Send("POST", "/v2/bench/blobs/uploads/"));
        Expect(201, peer.Send("PUT", WithDigest(peer.Location!, DigestOf(blob)), blob, "application/octet-stream"));
    });

    /// <summary>Manifests put in a second, each under a new tag.</summary>
    public static Measure TagPut(Target target, TimeSpan time)
    {
        using (var peer = target.Connect())
        {
            Push(peer, "{}"u8.ToArray());
        }

        return PerSecond(target, time, (peer, client, round) =>
            Expect(201, peer.Send("PUT", $"/v2/bench/manifests/t{client}-{round}", Manifest($"{client}-{round / TagsPerImage}"), OciImage)));
    }

    public static Measure ManifestGet(Target target, TimeSpan time)
    {
        Prepare(target);
        return PerSecond(target, time, (peer, _, _) => Expect(200, peer.Send("GET", "/v2/bench/manifests/read")));
    }

    public static Measure BlobHead(Target target, TimeSpan time)
    {
        var blob = Prepare(target);
        return PerSecond(target, time, (peer, _, _) => Expect(200, peer.Send("HEAD", $"/v2/bench/blobs/{blob}")));
    }

    /// <summary>MB taken in a second by parallel uploads of one PATCH each.</summary>
    public static Measure ParallelPatch(Target target) => MegabytesPerSecond(client =>
    {
        var bytes = new byte[LargeLength];
        new Random(client).NextBytes(bytes);
        var digest = DigestOf(bytes);
        return () =>
        {
            using var peer = target.Connect();
            Expect(202, peer.Send("POST", "/v2/bench/blobs/uploads/"));
            Expect(202, peer.Send("PATCH", peer.Location!, bytes, "application/octet-stream"));
            Expect(201, peer.Send("PUT", WithDigest(peer.Location!, digest)));
        };
    });

    /// <summary>MB given in a second to parallel downloads of what <see cref="ParallelPatch"/> put.</summary>
    public static Measure ParallelGet(Target target) => MegabytesPerSecond(client =>
    {
        var bytes = new byte[LargeLength];
        new Random(client).NextBytes(bytes);
        var digest = DigestOf(bytes);
        return () =>
        {
            using var peer = target.Connect();
            for (var round = 0; round < 4; round++)
            {
                Expect(200, peer.Send("GET", $"/v2/bench/blobs/{digest}"));
            }
        };
    }, rounds: 4);

    private static string Prepare(Target target)
    {
        using var peer = target.Connect();
        Push(peer, "{}"u8.ToArray());
        var blob = Push(peer, Blob(0, 0));
        Expect(201, peer.Send("PUT", "/v2/bench/manifests/read", Manifest("read"), OciImage));
        return blob;
    }

    private static string Push(HttpPeer peer, byte[] blob)
    {
        var digest = DigestOf(blob);
        Expect(202, peer.Send("POST", "/v2/bench/blobs/uploads/"));
        Expect(201, peer.Send("PUT", WithDigest(peer.Location!, digest), blob, "application/octet-stream"));
        return digest;
    }

    private static Measure PerSecond(Target target, TimeSpan time, Action<HttpPeer, int, int> work)
    {
        var total = 0L;
        var watch = Stopwatch.StartNew();
        RunAll(Clients, client =>
        {
            using var peer = target.Connect();
            var count = 0;
            while (watch.Elapsed < time)
            {
                work(peer, client, count++);
            }

            Interlocked.Add(ref total, count);
        });
        return new Measure(total, watch.Elapsed);
    }

    private static Measure MegabytesPerSecond(Func<int, Action> prepare, int rounds = 1)
    {
        Action[] work = [.. Enumerable.Range(100, LargeClients).Select(prepare)];
        var watch = Stopwatch.StartNew();
        RunAll(LargeClients, client => work[client]());
        return new Measure((double)LargeClients * rounds * LargeLength / 1e6, watch.Elapsed);
    }

    private static void RunAll(int count, Action<int> work)
    {
        Exception? failure = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(client => new Thread(() =>
        {
            try
            {
                work(client);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (failure is not null)
        {
            throw failure;
        }
    }

    private static byte[] Blob(int client, int round)
    {
        var blob = new byte[BlobLength];
        BinaryPrimitives.WriteInt32LittleEndian(blob, client);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), round);
        return blob;
    }

    private static byte[] Manifest(string content)
    {
        var config = $"{{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"{DigestOf("{}"u8)}\",\"size\":2}}";
        return Encoding.ASCII.GetBytes(
            $"{{\"schemaVersion\":2,\"mediaType\":\"{OciImage}\",\"config\":{config},\"layers\":[],\"annotations\":{{\"x\":\"{content}\"}}}}");
    }

    private static string DigestOf(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string WithDigest(string location, string digest) =>
        $"{location}{(location.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={digest}";

    private static void Expect(int expected, int status)
    {
        if (status != expected)
        {
            throw new InvalidOperationException($"the registry answered {status} instead of {expected}");
        }
    }
}
