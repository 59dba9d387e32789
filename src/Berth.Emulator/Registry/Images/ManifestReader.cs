using System.Collections.Immutable;
using System.Text.Json;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>Reads a manifest's members and keeps the first fault that it meets.</summary>
internal sealed class ManifestReader(JsonElement root)
{
    public ManifestFault? Fault { get; private set; }

    public string? Text(string name)
    {
        if (!TryGet(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString() is { Length: > 0 } text ? text : null;
        }

        Refuse($"its '{name}' is no string");
        return null;
    }

    public Descriptor? Descriptor(string name, bool isRequired)
    {
        if (TryGet(name, out var value))
        {
            return Read(value, name);
        }

        if (isRequired)
        {
            Refuse($"it has no '{name}'");
        }

        return null;
    }

    public ImmutableArray<Descriptor> Descriptors(string name)
    {
        if (!TryGet(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            Refuse($"its '{name}' is no list");
            return [];
        }

        var descriptors = ImmutableArray.CreateBuilder<Descriptor>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (Read(item, name) is not { } descriptor)
            {
                return [];
            }

            descriptors.Add(descriptor);
        }

        return descriptors.ToImmutable();
    }

    private Descriptor? Read(JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return Refuse($"its '{where}' holds something that is no descriptor");
        }

        if (!value.TryGetProperty("digest", out var digestText)
            || digestText.ValueKind != JsonValueKind.String
            || !Digest.TryParse(digestText.GetString(), out var digest))
        {
            return Refuse($"a descriptor in '{where}' has no valid 'digest'");
        }

        if (!value.TryGetProperty("size", out var sizeNumber)
            || sizeNumber.ValueKind != JsonValueKind.Number
            || !sizeNumber.TryGetInt64(out var size)
            || size < 0)
        {
            return Refuse($"the descriptor of {digest} in '{where}' has no valid 'size'");
        }

        string? mediaType = null;
        if (value.TryGetProperty("mediaType", out var mediaTypeText))
        {
            if (mediaTypeText.ValueKind != JsonValueKind.String)
            {
                return Refuse($"the 'mediaType' of {digest} in '{where}' is no string");
            }

            mediaType = mediaTypeText.GetString();
        }

        return new Descriptor(mediaType, digest, size, IsForeign(mediaType));
    }

    private static bool IsForeign(string? mediaType) =>
        mediaType is not null
        && (mediaType.StartsWith("application/vnd.oci.image.layer.nondistributable.", StringComparison.Ordinal)
            || mediaType.StartsWith("application/vnd.docker.image.rootfs.foreign.", StringComparison.Ordinal));

    private bool TryGet(string name, out JsonElement value) =>
        root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private Descriptor? Refuse(string reason)
    {
        Fault ??= ManifestFault.Invalid(reason);
        return null;
    }
}
