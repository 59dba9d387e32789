using System.Runtime.InteropServices;
using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Counts who holds which blob, so that a collection and a use of the same blob never overlap.</summary>
internal sealed class BlobPins
{
    private const int StripeCount = 64;

    private readonly Dictionary<Digest, int>[] stripes = CreateStripes();

    /// <summary>Holds a blob; it need not exist yet.</summary>
    public void Hold(Digest digest)
    {
        var stripe = StripeOf(digest);
        lock (stripe)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(stripe, digest, out _)++;
        }
    }

    public void Release(Digest digest)
    {
        var stripe = StripeOf(digest);
        lock (stripe)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(stripe, digest) == 0)
            {
                stripe.Remove(digest);
            }
        }
    }

    /// <summary>Runs <paramref name="remove"/> while nobody holds the blob and nobody can begin to.</summary>
    /// <returns>What <paramref name="remove"/> answered, or <see langword="false"/> if somebody holds the blob.</returns>
    public bool IfUnheld(Digest digest, Func<bool> remove)
    {
        var stripe = StripeOf(digest);
        lock (stripe)
        {
            return !stripe.ContainsKey(digest) && remove();
        }
    }

    private static Dictionary<Digest, int>[] CreateStripes()
    {
        var stripes = new Dictionary<Digest, int>[StripeCount];
        for (var index = 0; index < stripes.Length; index++)
        {
            stripes[index] = [];
        }

        return stripes;
    }

    private Dictionary<Digest, int> StripeOf(Digest digest) =>
        stripes[(digest.GetHashCode() & int.MaxValue) % StripeCount];
}
