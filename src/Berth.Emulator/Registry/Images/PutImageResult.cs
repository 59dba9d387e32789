using System.Collections.Immutable;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>The result of putting an image.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Image">The image, if the repository has it now.</param>
/// <param name="Missing">The blobs or images that must be pushed first.</param>
internal sealed record PutImageResult(PutImageStatus Status, StoredImage? Image, ImmutableArray<Digest> Missing)
{
    /// <summary>The layer that the manifest gives another size than it has, if the outcome is <see cref="PutImageStatus.SizeMismatch"/>; <see langword="null"/> if the sum of sizes overflows.</summary>
    public LayerSizeFault? SizeFault { get; init; }

    public string SizeMessage => SizeFault is { } fault ? ImageMessages.LayerSize(fault) : ImageMessages.SizeOverflow();

    public static PutImageResult Of(PutImageStatus status, StoredImage? image = null) => new(status, image, []);
}
