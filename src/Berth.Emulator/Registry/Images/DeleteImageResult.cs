using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>The result of deleting an image.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Digest">The image, if it existed.</param>
/// <param name="Tags">The tags that were removed.</param>
/// <param name="Parents">The indexes that list it.</param>
internal sealed record DeleteImageResult(
    DeleteImageStatus Status, Digest? Digest, ImmutableArray<Tag> Tags, ImmutableArray<Digest> Parents)
{
    public static readonly DeleteImageResult NotFound = new(DeleteImageStatus.NotFound, null, [], []);
}
