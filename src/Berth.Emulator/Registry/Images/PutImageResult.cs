using System.Collections.Immutable;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>The answer to putting an image.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Image">The image, where it is there now.</param>
/// <param name="Missing">What has to be pushed first, where something is missing.</param>
internal sealed record PutImageResult(PutImageStatus Status, StoredImage? Image, ImmutableArray<Digest> Missing)
{
    public static PutImageResult Of(PutImageStatus status, StoredImage? image = null) => new(status, image, []);
}
