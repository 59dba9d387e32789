using System.Collections.Concurrent;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// The manifests that were read last, up to a number of bytes. It keeps two generations: when the newer one is full, the older one is
/// dropped; a manifest that is read from the older one moves to the newer one.
/// </summary>
internal sealed class ManifestCache(long limit)
{
    private readonly Lock turning = new();
    private ConcurrentDictionary<(long Repository, Digest Digest), ReadOnlyMemory<byte>> newer = new();
    private ConcurrentDictionary<(long Repository, Digest Digest), ReadOnlyMemory<byte>> older = new();
    private long newerBytes;

    public bool TryFind(long repository, Digest digest, out ReadOnlyMemory<byte> manifest)
    {
        var key = (repository, digest);
        if (Volatile.Read(ref newer).TryGetValue(key, out manifest))
        {
            return true;
        }

        if (!Volatile.Read(ref older).TryGetValue(key, out manifest))
        {
            return false;
        }

        Add(repository, digest, manifest);
        return true;
    }

    public void Add(long repository, Digest digest, ReadOnlyMemory<byte> manifest)
    {
        if (manifest.Length > limit / 4 || !Volatile.Read(ref newer).TryAdd((repository, digest), manifest))
        {
            return;
        }

        if (Interlocked.Add(ref newerBytes, manifest.Length) <= limit / 2)
        {
            return;
        }

        lock (turning)
        {
            if (Interlocked.Read(ref newerBytes) > limit / 2)
            {
                Volatile.Write(ref older, newer);
                Volatile.Write(ref newer, new());
                Interlocked.Exchange(ref newerBytes, 0);
            }
        }
    }
}
