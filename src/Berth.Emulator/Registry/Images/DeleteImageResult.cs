using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>The answer to deleting an image.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Digest">The image, if there was one.</param>
/// <param name="Tags">The tags that are gone.</param>
/// <param name="Parents">The indexes that keep it.</param>
internal sealed record DeleteImageResult(
    DeleteImageStatus Status, Digest? Digest, ImmutableArray<Tag> Tags, ImmutableArray<Digest> Parents)
{
    public static readonly DeleteImageResult NotFound = new(DeleteImageStatus.NotFound, null, [], []);
}
