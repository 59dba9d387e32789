using System.Buffers;
using System.Security.Cryptography;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>
/// One upload from its beginning to its blob. The bytes are hashed in the pass that writes them. Requests to the same upload wait for
/// each other; its length can be asked at any time.
/// </summary>
internal sealed class BlobUpload : IDisposable
{
    /// <summary>A blob up to this size that comes in one piece is stored without an upload file.</summary>
    private const int WholeLimit = 128 * 1024;

    private readonly IBlobStore store;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1, 1);
    private IBlobStaging? staging;
    private IncrementalHash? hash;
    private long length;
    private long firstChunkLength;
    private long touched;
    private bool ended;

    public BlobUpload(IBlobStore store, UploadKey key, TimeProvider time, IBlobStaging? resumed = null)
    {
        this.store = store;
        this.time = time;
        Key = key;
        staging = resumed;
        length = firstChunkLength = resumed?.Length ?? 0;
        Touch();
    }

    public UploadKey Key { get; }

    /// <summary>Gets the number of bytes so far.</summary>
    public long Length => Volatile.Read(ref length);

    /// <summary>Gets the number of bytes that the first request brought, which is all that ECR ever reports.</summary>
    public long FirstChunkLength => Volatile.Read(ref firstChunkLength);

    public DateTimeOffset TouchedAt => new(Volatile.Read(ref touched), TimeSpan.Zero);

    /// <summary>Adds bytes at the end. What came before a connection broke stays, and the client may resume after it.</summary>
    /// <exception cref="StorageFullException">There is no room; the upload stays as it was.</exception>
    public async ValueTask<AppendStatus> AppendAsync(IncomingBytes incoming, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return ended ? AppendStatus.Ended : await ReceiveAsync(incoming, keepPartial: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Touch();
            gate.Release();
        }
    }

    /// <summary>Adds the last bytes, if any, verifies the digest and stores the blob.</summary>
    /// <exception cref="StorageFullException">There is no room; nothing was made visible.</exception>
    public async ValueTask<Completion> CompleteAsync(Digest digest, IncomingBytes incoming, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ended)
            {
                return new Completion(CompletionStatus.Ended, null);
            }

            if (length == 0 && incoming is { First: null or 0, Length: <= WholeLimit })
            {
                return await StoreWholeAsync(digest, incoming, cancellationToken).ConfigureAwait(false);
            }

            return await ReceiveAsync(incoming, keepPartial: false, cancellationToken).ConfigureAwait(false) switch
            {
                AppendStatus.OutOfOrder => new Completion(CompletionStatus.OutOfOrder, null),
                AppendStatus.LengthMismatch => new Completion(CompletionStatus.LengthMismatch, null),
                _ => await PublishAsync(digest, cancellationToken).ConfigureAwait(false),
            };
        }
        finally
        {
            Touch();
            gate.Release();
        }
    }

    /// <summary>Ends the upload and forgets its bytes.</summary>
    /// <returns>Whether it had not ended already.</returns>
    public async ValueTask<bool> CancelAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return !ended && End(discard: true);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends the upload if nobody is using it and nobody has since the given time.</summary>
    public bool TryExpire(DateTimeOffset untouchedSince)
    {
        if (!gate.Wait(0, CancellationToken.None))
        {
            return false;
        }

        try
        {
            return !ended && TouchedAt < untouchedSince && End(discard: true);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Closes the upload and leaves its bytes for the next process, where the store keeps them.</summary>
    public void Dispose()
    {
        if (!ended)
        {
            End(discard: false);
        }
    }

    private async ValueTask<AppendStatus> ReceiveAsync(IncomingBytes incoming, bool keepPartial, CancellationToken cancellationToken)
    {
        var start = length;
        if (incoming.First is { } first && first != start)
        {
            return AppendStatus.OutOfOrder;
        }

        var complete = false;
        try
        {
            while (true)
            {
                var read = await incoming.Body.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (length - start + read.Buffer.Length > incoming.Length)
                {
                    incoming.Body.AdvanceTo(read.Buffer.End);
                    return AppendStatus.LengthMismatch;
                }

                if (!read.Buffer.IsEmpty)
                {
                    await WriteAsync(read.Buffer, cancellationToken).ConfigureAwait(false);
                }

                incoming.Body.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }

            if (incoming.Length is { } announced && announced != length - start)
            {
                return AppendStatus.LengthMismatch;
            }

            if (start == 0)
            {
                Volatile.Write(ref firstChunkLength, length);
            }

            complete = true;
            return AppendStatus.Appended;
        }
        catch (Exception exception) when (keepPartial && exception is not StorageFullException)
        {
            // The connection broke: the client will ask how much came, and go on from there.
            complete = true;
            throw;
        }
        finally
        {
            if (!complete)
            {
                RollBack(start);
            }
        }
    }

    private async ValueTask WriteAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        staging ??= store.Stage(Key);
        hash ??= await HashStagedAsync(staging, HashAlgorithms.Sha256, cancellationToken).ConfigureAwait(false);
        await staging.AppendAsync(bytes, cancellationToken).ConfigureAwait(false);
        hash.AppendSequence(bytes);
        Volatile.Write(ref length, staging.Length);
    }

    private static async ValueTask<IncrementalHash> HashStagedAsync(
        IBlobStaging staging, string algorithm, CancellationToken cancellationToken)
    {
        var hash = HashAlgorithms.Create(algorithm);
        try
        {
            await staging.HashIntoAsync(hash, cancellationToken).ConfigureAwait(false);
            return hash;
        }
        catch
        {
            hash.Dispose();
            throw;
        }
    }

    private void RollBack(long start)
    {
        staging?.Truncate(start);
        Volatile.Write(ref length, start);

        // A hash cannot forget; the next write begins it anew from what is left.
        hash?.Dispose();
        hash = null;
    }

    private async ValueTask<Completion> PublishAsync(Digest digest, CancellationToken cancellationToken)
    {
        staging ??= store.Stage(Key);
        if (hash is null || digest.Algorithm != HashAlgorithms.Sha256)
        {
            hash?.Dispose();
            hash = null;
            hash = await HashStagedAsync(staging, digest.Algorithm, cancellationToken).ConfigureAwait(false);
        }

        if (HashAlgorithms.DigestOf(hash, digest.Algorithm) != digest)
        {
            End(discard: true);
            return new Completion(CompletionStatus.DigestMismatch, null);
        }

        try
        {
            var pin = staging.Publish(digest);
            End(discard: false);
            return new Completion(CompletionStatus.Completed, pin);
        }
        catch
        {
            End(discard: true);
            throw;
        }
    }

    private async ValueTask<Completion> StoreWholeAsync(Digest digest, IncomingBytes incoming, CancellationToken cancellationToken)
    {
        var announced = (int)incoming.Length!.Value;
        var read = await incoming.Body.ReadAtLeastAsync(announced + 1, cancellationToken).ConfigureAwait(false);
        try
        {
            if (read.Buffer.Length != announced)
            {
                return new Completion(CompletionStatus.LengthMismatch, null);
            }

            if (read.Buffer.DigestBy(digest.Algorithm) != digest)
            {
                End(discard: true);
                return new Completion(CompletionStatus.DigestMismatch, null);
            }

            var pin = store.Put(digest, read.Buffer);
            End(discard: true);
            return new Completion(CompletionStatus.Completed, pin);
        }
        finally
        {
            incoming.Body.AdvanceTo(read.Buffer.End);
        }
    }

    private bool End(bool discard)
    {
        ended = true;
        hash?.Dispose();
        hash = null;
        if (discard)
        {
            staging?.Discard();
        }
        else
        {
            staging?.Dispose();
        }

        staging = null;
        return true;
    }

    private void Touch() => Volatile.Write(ref touched, time.GetUtcNow().UtcTicks);
}
