using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Berth.Names;

namespace Berth.Tests.Verification;

/// <summary>Creates images, indexes and things that only look like these.</summary>
internal static class Forge
{
    public const string OciManifest = "application/vnd.oci.image.manifest.v1+json";
    public const string OciIndex = "application/vnd.oci.image.index.v1+json";
    public const string OciConfig = "application/vnd.oci.image.config.v1+json";
    public const string OciLayer = "application/vnd.oci.image.layer.v1.tar+gzip";
    public const string OciZstdLayer = "application/vnd.oci.image.layer.v1.tar+zstd";
    public const string DockerManifest = "application/vnd.docker.distribution.manifest.v2+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string DockerConfig = "application/vnd.docker.container.image.v1+json";
    public const string DockerLayer = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    public const string DockerZstdLayer = "application/vnd.docker.image.rootfs.diff.tar.zstd";
    public const string CacheConfig = "application/vnd.buildkit.cacheconfig.v0";

    public static ForgedItem Item(string mediaType, string text) => Item(mediaType, Encoding.UTF8.GetBytes(text));

    public static ForgedItem Item(string mediaType, byte[] bytes) => new(mediaType, Digest.OfSha256(SHA256.HashData(bytes)), bytes, []);

    public static ForgedItem Config(string os = "linux", string architecture = "amd64", string? variant = null, string mediaType = OciConfig)
    {
        var document = new JsonObject { ["os"] = os, ["architecture"] = architecture, ["rootfs"] = new JsonObject { ["type"] = "layers" } };
        if (variant is not null)
        {
            document["variant"] = variant;
        }

        return Item(mediaType, document.ToJsonString());
    }

    public static ForgedItem Layer(string text = "a layer", string mediaType = OciLayer) => Item(mediaType, text);

    /// <summary>An image of two layers.</summary>
    public static ForgedItem Image(string os = "linux", string architecture = "amd64", string? variant = null) =>
        Manifest(Config(os, architecture, variant), [Layer($"base of {os}/{architecture}"), Layer("application")]);

    public static ForgedItem DockerImage(string architecture = "amd64") => Manifest(
        Config("linux", architecture, mediaType: DockerConfig),
        [Layer("base", DockerLayer), Layer("application", DockerLayer)],
        DockerManifest);

    public static ForgedItem Manifest(
        ForgedItem config,
        IReadOnlyList<ForgedItem> layers,
        string mediaType = OciManifest,
        bool statesType = true,
        Action<JsonObject>? change = null)
    {
        var document = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["config"] = Describe(config),
            ["layers"] = new JsonArray([.. layers.Select(layer => (JsonNode)Describe(layer))]),
        };
        if (statesType)
        {
            document["mediaType"] = mediaType;
        }

        change?.Invoke(document);
        return Item(mediaType, document.ToJsonString()) with { Parts = [config, .. layers] };
    }

    public static ForgedItem Index(params IReadOnlyList<(ForgedItem Item, string? Platform)> children) => Index(OciIndex, null, children);

    public static ForgedItem Index(string mediaType, Action<JsonObject>? change, IReadOnlyList<(ForgedItem Item, string? Platform)> children)
    {
        var document = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = mediaType,
            ["manifests"] = new JsonArray([.. children.Select(child => (JsonNode)Entry(child.Item, child.Platform))]),
        };
        change?.Invoke(document);
        return Item(mediaType, document.ToJsonString()) with { Parts = [.. children.Select(child => child.Item)] };
    }

    /// <summary>An index of images for these platforms, each with its own layers.</summary>
    public static ForgedItem MultiPlatform(params IReadOnlyList<string> platforms) => Index(
        [.. platforms.Select(platform => platform.Split('/')).Select(parts =>
            (Image(parts[0], parts[1], parts.ElementAtOrDefault(2)), (string?)string.Join('/', parts)))]);

    /// <summary>A statement about an image, as BuildKit adds one to its indexes.</summary>
    public static ForgedItem Attestation() => Manifest(Config(), [Layer("{}", "application/vnd.in-toto+json")]);

    public static JsonObject Describe(ForgedItem item) => new()
    {
        ["mediaType"] = item.MediaType,
        ["digest"] = item.Digest.ToString(),
        ["size"] = item.Bytes.Length,
    };

    private static JsonObject Entry(ForgedItem item, string? platform)
    {
        var entry = Describe(item);
        if (platform?.Split('/') is { } parts)
        {
            var stated = new JsonObject { ["os"] = parts[0], ["architecture"] = parts[1] };
            if (parts.Length > 2)
            {
                stated["variant"] = parts[2];
            }

            entry["platform"] = stated;
        }

        return entry;
    }
}
