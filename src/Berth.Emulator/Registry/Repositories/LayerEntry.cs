using Berth.Emulator.Registry.Collections;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>Orders layers, and counts of their images, by digest.</summary>
internal readonly struct LayerEntry : IItemOrder<Digest, StoredLayer>, IItemOrder<Digest, (Digest Digest, int Images)>
{
    public static Digest KeyOf(StoredLayer item) => item.Digest;

    public static Digest KeyOf((Digest Digest, int Images) item) => item.Digest;

    public static int Compare(Digest one, Digest other) => DigestOrder.Compare(one, other);
}
