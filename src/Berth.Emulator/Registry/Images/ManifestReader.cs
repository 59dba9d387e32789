using System.Collections.Immutable;
using System.Text.Json;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>Reads a manifest's members and keeps the first fault.</summary>
internal sealed class ManifestReader(JsonElement root, ManifestRules rules)
{
    public ManifestFault? Fault { get; private set; }

    public string? ArtifactType()
    {
        const string Name = "artifactType";
        if (!TryGet(Name, out var value))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse($"its '{Name}' is not a string");
            return null;
        }

        if (value.GetString() is not { Length: > 0 } text)
        {
            return null;
        }

        if (!rules.AllowsArtifactType(text))
        {
            Refuse($"its '{Name}' is \"{text}\"");
        }

        return text;
    }

    public ImmutableArray<Descriptor> Layers()
    {
        const string Name = "layers";
        if (!rules.RequiresLayers && root.TryGetProperty(Name, out var value) && value.ValueKind == JsonValueKind.Null)
        {
            // Go programs write an empty list as null.
            return [];
        }

        var layers = Descriptors(Name);
        if (layers.IsEmpty && rules.RequiresLayers)
        {
            Refuse("it has no layers");
        }

        return layers;
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
            Refuse($"its '{name}' is not a list");
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
            return Refuse($"its '{where}' has an element that is not a descriptor");
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
                return Refuse($"the 'mediaType' of {digest} in '{where}' is not a string");
            }

            mediaType = mediaTypeText.GetString()!;
            if (!rules.AllowsMediaType(mediaType))
            {
                return Refuse($"the 'mediaType' of {digest} in '{where}' is \"{mediaType}\"");
            }
        }

        if (!rules.AllowsRareMembers && RareMember(value, where) is { } member)
        {
            return Refuse($"the descriptor of {digest} in '{where}' has the member '{member}'");
        }

        return new Descriptor(mediaType, digest, size, IsForeign(mediaType));
    }

    /// <summary>Finds a member that the specification allows and ECR refuses.</summary>
    private static string? RareMember(JsonElement descriptor, string where)
    {
        if (where == "config" && descriptor.TryGetProperty("annotations", out var annotations) && annotations.ValueKind != JsonValueKind.Null)
        {
            return "annotations";
        }

        return descriptor.TryGetProperty("platform", out var platform)
            && platform.ValueKind == JsonValueKind.Object
            && platform.TryGetProperty("features", out _)
                ? "platform.features"
                : null;
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
