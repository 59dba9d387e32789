using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Berth.Emulator.Tests;

/// <summary>Pushes images over ECR's own API.</summary>
internal static class EcrPushes
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";

    public static string DigestOf(string content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    public static string Manifest(string content) =>
        $$$"""{"schemaVersion":2,"mediaType":"{{{ManifestType}}}","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{{DigestOf("{}")}}}","size":2},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{{DigestOf(content)}}}","size":{{{content.Length}}}}]}""";

    public static string Index(params string[] manifests) =>
        "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
        + string.Join(',', manifests.Select(manifest => $$"""{"mediaType":"{{ManifestType}}","digest":"{{DigestOf(manifest)}}","size":{{manifest.Length}}}"""))
        + "]}";

    /// <summary>Pushes an image of one layer.</summary>
    /// <returns>Its digest.</returns>
    public static async Task<string> PushAsync(this EcrClient ecr, string repository, string content, string? tag = null)
    {
        await ecr.PushLayerAsync(repository, "{}");
        await ecr.PushLayerAsync(repository, content);
        return await ecr.PutAsync(repository, Manifest(content), tag);
    }

    public static async Task<string> PutAsync(this EcrClient ecr, string repository, string manifest, string? tag = null)
    {
        var answer = await ecr.OkAsync("PutImage", PutBody(repository, manifest, tag));
        return answer.GetProperty("image").GetProperty("imageId").GetProperty("imageDigest").GetString()!;
    }

    public static string PutBody(string repository, string manifest, string? tag) =>
        $$"""{"repositoryName":"{{repository}}","imageManifest":{{JsonSerializer.Serialize(manifest)}}{{(tag is null ? string.Empty : $",\"imageTag\":\"{tag}\"")}}}""";

    public static async Task PushLayerAsync(this EcrClient ecr, string repository, string content)
    {
        var available = await ecr.OkAsync("BatchCheckLayerAvailability", $$"""{"repositoryName":"{{repository}}","layerDigests":["{{DigestOf(content)}}"]}""");
        if (available.GetProperty("layers")[0].GetProperty("layerAvailability").GetString() == "AVAILABLE")
        {
            return;
        }

        var upload = (await ecr.OkAsync("InitiateLayerUpload", $$"""{"repositoryName":"{{repository}}"}""")).GetProperty("uploadId").GetString();
        await ecr.OkAsync(
            "UploadLayerPart",
            $$"""{"repositoryName":"{{repository}}","uploadId":"{{upload}}","partFirstByte":0,"partLastByte":{{content.Length - 1}},"layerPartBlob":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}}"}""");
        await ecr.OkAsync("CompleteLayerUpload", $$"""{"repositoryName":"{{repository}}","uploadId":"{{upload}}","layerDigests":["{{DigestOf(content)}}"]}""");
    }
}
