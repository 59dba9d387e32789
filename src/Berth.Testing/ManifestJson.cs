using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Berth.Names;

namespace Berth.Testing;

/// <summary>Writes manifests and configurations.</summary>
/// <seealso href="https://github.com/opencontainers/image-spec/tree/v1.1.0"/>
internal static class ManifestJson
{
    // As other tools write media types: with a plus sign, not with its code.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Image(TestBlob config, IEnumerable<TestBlob> layers) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Image);
        WriteDescriptor(json, "config", config);
        json.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            WriteDescriptor(json, null, layer);
        }

        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Artifact(string artifactType, TestBlob config, TestBlob layer, TestImage subject) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Image);
        json.WriteString("artifactType", artifactType);
        WriteDescriptor(json, "config", config);
        json.WriteStartArray("layers");
        WriteDescriptor(json, null, layer);
        json.WriteEndArray();
        WriteDescriptor(json, "subject", subject.MediaType, subject.Digest, subject.Manifest.Length);
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> Index(IEnumerable<TestImage> images) => Write(json =>
    {
        json.WriteNumber("schemaVersion", 2);
        json.WriteString("mediaType", MediaTypes.Index);
        json.WriteStartArray("manifests");
        foreach (var image in images)
        {
            WriteDescriptor(json, null, image.MediaType, image.Digest, image.Manifest.Length);
            if (image.Platform is { } platform)
            {
                json.WriteStartObject("platform");
                WritePlatform(json, platform);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static ReadOnlyMemory<byte> Config(Platform platform, Digest diffId) => Write(json =>
    {
        WritePlatform(json, platform);
        json.WriteStartObject("config");
        json.WriteEndObject();
        json.WriteStartObject("rootfs");
        json.WriteString("type", "layers");
        json.WriteStartArray("diff_ids");
        json.WriteStringValue(diffId.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static ReadOnlyMemory<byte> CacheConfig(TestBlob layer, Digest diffId) => Write(json =>
    {
        json.WriteStartArray("layers");
        json.WriteStartObject();
        json.WriteString("blob", layer.Digest.ToString());
        json.WriteNumber("parent", -1);
        json.WriteStartObject("annotations");
        json.WriteString("mediaType", layer.MediaType);
        json.WriteString("diffID", diffId.ToString());
        json.WriteNumber("size", layer.Content.Length);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static void WritePlatform(Utf8JsonWriter json, Platform platform)
    {
        json.WriteString("architecture", platform.Architecture);
        json.WriteString("os", platform.Os);
        if (platform.Variant is not null)
        {
            json.WriteString("variant", platform.Variant);
        }
    }

    private static void WriteDescriptor(Utf8JsonWriter json, string? name, TestBlob blob)
    {
        WriteDescriptor(json, name, blob.MediaType, blob.Digest, blob.Content.Length);
        json.WriteEndObject();
    }

    /// <summary>Begins a descriptor, which the caller ends.</summary>
    private static void WriteDescriptor(Utf8JsonWriter json, string? name, string mediaType, Digest digest, int size)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartObject();
        json.WriteString("mediaType", mediaType);
        json.WriteString("digest", digest.ToString());
        json.WriteNumber("size", size);
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
