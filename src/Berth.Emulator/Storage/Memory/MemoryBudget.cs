namespace Berth.Emulator.Storage.Memory;

/// <summary>Limits the number of bytes in memory.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long used;

    public long Used => Interlocked.Read(ref used);

    /// <summary>Reserves bytes.</summary>
    /// <exception cref="StorageFullException">Fewer bytes are left; none was reserved.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref used, bytes) > limit)
        {
            Interlocked.Add(ref used, -bytes);
            throw new StorageFullException($"the {limit} bytes of memory for blobs (EmulatorOptions.MemoryLimit)");
        }
    }

    public void Give(long bytes) => Interlocked.Add(ref used, -bytes);
}
