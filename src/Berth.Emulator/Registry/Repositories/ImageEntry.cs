using System.Collections.Immutable;
using Berth.Emulator.Registry.Collections;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>An image with its tags, in the order in which it got them.</summary>
internal readonly record struct ImageEntry(StoredImage Image, ImmutableArray<Tag> Tags)
{
    /// <summary>Orders images by digest.</summary>
    internal readonly struct ByDigest : IItemOrder<Digest, ImageEntry>
    {
        public static Digest KeyOf(ImageEntry item) => item.Image.Digest;

        public static int Compare(Digest one, Digest other) => DigestOrder.Compare(one, other);
    }

    /// <summary>Orders images by push time and sequence.</summary>
    internal readonly struct ByPush : IItemOrder<(long PushedAt, long Sequence), StoredImage>
    {
        public static (long PushedAt, long Sequence) KeyOf(StoredImage item) => (item.PushedAt.UtcTicks, item.Sequence);

        public static int Compare((long PushedAt, long Sequence) one, (long PushedAt, long Sequence) other) => one.CompareTo(other);
    }
}
