using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Berth.Bench.Registry;

/// <summary>The rows of a whole image of 210 MB with a real client.</summary>
internal sealed class Skopeo : IDisposable
{
    private const int LayerLength = 70_000_000;

    private readonly string directory = Directory.CreateTempSubdirectory("berth-bench-image-").FullName;

    public Skopeo(int round)
    {
        var blobs = Directory.CreateDirectory(Path.Combine(directory, "image", "blobs", "sha256")).FullName;
        var layers = Enumerable.Range(0, 3).Select(seed => Write(blobs, "application/vnd.oci.image.layer.v1.tar+gzip", Layer((round * 3) + seed))).ToArray();
        var config = Write(
            blobs,
            "application/vnd.oci.image.config.v1+json",
            Encoding.ASCII.GetBytes("""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}"""));
        var manifest = Write(
            blobs,
            "application/vnd.oci.image.manifest.v1+json",
            Encoding.ASCII.GetBytes($"{{\"schemaVersion\":2,\"config\":{config},\"layers\":[{string.Join(',', layers)}]}}"));
        File.WriteAllText(Path.Combine(directory, "image", "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(
            Path.Combine(directory, "image", "index.json"),
            $"{{\"schemaVersion\":2,\"manifests\":[{manifest[..^1]},\"annotations\":{{\"org.opencontainers.image.ref.name\":\"v1\"}}}}]}}");
    }

    public Measure Push(Target target) => Copy(
        $"oci:{directory}/image:v1", ImageOf(target), [.. Credentials(target, "dest"), "--dest-tls-verify=false", "--preserve-digests"]);

    public Measure Pull(Target target)
    {
        var output = Path.Combine(directory, "pulled-" + target.Name);
        var measure = Copy(ImageOf(target), $"dir:{output}", [.. Credentials(target, "src"), "--src-tls-verify=false"]);
        Directory.Delete(output, recursive: true);
        return measure;
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static string ImageOf(Target target) => $"docker://{target.Endpoint.Authority}/bench:v1";

    private static string[] Credentials(Target target, string side) => target.Authorization is { } authorization
        ? [$"--{side}-creds", Encoding.UTF8.GetString(Convert.FromBase64String(authorization["Basic ".Length..]))]
        : [];

    private static Measure Copy(string source, string destination, string[] options)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo("skopeo", ["copy", "--quiet", "--insecure-policy", .. options, source, destination]))!;
        process.WaitForExit();
        return process.ExitCode == 0 ? new Measure(3 * LayerLength / 1e6, watch.Elapsed) : throw new InvalidOperationException("skopeo failed");
    }

    private static byte[] Layer(int seed)
    {
        var bytes = new byte[LayerLength];
        new Random(seed).NextBytes(bytes);
        using var memory = new MemoryStream(LayerLength + (LayerLength / 100));
        using (var gzip = new GZipStream(memory, CompressionLevel.NoCompression))
        {
            gzip.Write(bytes);
        }

        return memory.ToArray();
    }

    private static string Write(string blobs, string mediaType, byte[] bytes)
    {
        var hex = Convert.ToHexStringLower(SHA256.HashData(bytes));
        File.WriteAllBytes(Path.Combine(blobs, hex), bytes);
        return $"{{\"mediaType\":\"{mediaType}\",\"digest\":\"sha256:{hex}\",\"size\":{bytes.Length}}}";
    }
}
