namespace Berth.Emulator.Storage.Memory;

/// <summary>The bound on what is kept in memory, in bytes.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long used;

    public long Used => Interlocked.Read(ref used);

    /// <summary>Takes room.</summary>
    /// <exception cref="StorageFullException">There is not so much left; none was taken.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref used, bytes) > limit)
        {
            Interlocked.Add(ref used, -bytes);
            throw new StorageFullException($"the {limit} bytes of memory that the emulator may use for blobs");
        }
    }

    public void Give(long bytes) => Interlocked.Add(ref used, -bytes);
}
