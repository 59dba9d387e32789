using Berth.Emulator.Registry.Collections;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>A reference from one image to another, which need not exist: of an index to its child, or of a referrer to its subject.</summary>
/// <param name="Target">The image that is referred to.</param>
/// <param name="PushedAt">When the referring image was pushed, in ticks.</param>
/// <param name="Sequence">The sequence of the referring image.</param>
/// <param name="Source">The referring image.</param>
internal readonly record struct ImageLink(Digest Target, long PushedAt, long Sequence, Digest? Source)
{
    /// <summary>Orders links by target, and the links to one target by the push of their source.</summary>
    internal readonly struct ByTarget : IItemOrder<ImageLink, ImageLink>
    {
        public static ImageLink KeyOf(ImageLink item) => item;

        public static int Compare(ImageLink one, ImageLink other)
        {
            var order = DigestOrder.Compare(one.Target, other.Target);
            return order != 0 ? order : (one.PushedAt, one.Sequence).CompareTo((other.PushedAt, other.Sequence));
        }
    }
}
