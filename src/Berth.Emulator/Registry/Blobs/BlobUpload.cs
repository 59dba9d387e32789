using System.Buffers;
using System.Security.Cryptography;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>
/// One upload. The bytes are hashed while they are written. Requests to the same upload wait for each other; its length can be read at any
/// time. Between requests it holds no file.
/// </summary>
internal sealed class BlobUpload : IAsyncDisposable
{
    /// <summary>The least size in bytes of a part that is not the last.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html"/>
    public const long MinPartSize = 5 * 1024 * 1024;

    /// <summary>A blob up to this size that arrives in one request is stored without an upload file.</summary>
    private const int WholeLimit = 128 * 1024;

    private readonly BlobStorage blobs;
    private readonly Action<BlobUpload> onEnded;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim gate = new(1, 1);
    private IBlobStaging? staging;
    private IncrementalHash? hash;
    private long length;
    private long firstChunkLength;
    private long lastPartLength = long.MaxValue;
    private bool hasSmallPart;
    private long touched;
    private bool ended;

    public BlobUpload(BlobStorage blobs, UploadKey key, TimeProvider time, Action<BlobUpload> onEnded, IBlobStaging? resumed = null)
    {
        this.blobs = blobs;
        this.time = time;
        this.onEnded = onEnded;
        Key = key;
        staging = resumed;
        length = firstChunkLength = resumed?.Length ?? 0;
        Touch();
    }

    public UploadKey Key { get; }

    /// <summary>Gets the number of bytes.</summary>
    public long Length => Volatile.Read(ref length);

    /// <summary>Gets the number of bytes of the first request, which is what ECR reports.</summary>
    public long FirstChunkLength => Volatile.Read(ref firstChunkLength);

    /// <summary>Gets a value indicating whether a part other than the last is smaller than <see cref="MinPartSize"/>.</summary>
    public bool HasSmallPart => Volatile.Read(ref hasSmallPart);

    /// <summary>Returns whether a part that is not the last is smaller than <see cref="MinPartSize"/>.</summary>
    /// <param name="hasAnother">Whether another part follows, so that the last one so far counts as well.</param>
    public bool HasSmallPartBefore(bool hasAnother) => HasSmallPart || (hasAnother && Volatile.Read(ref lastPartLength) < MinPartSize);

    public DateTimeOffset TouchedAt => new(Volatile.Read(ref touched), TimeSpan.Zero);

    /// <summary>Appends bytes. Those that arrived before the connection was lost are kept, and the client may continue after them.</summary>
    /// <exception cref="StorageFullException">There is no space; the upload is unchanged.</exception>
    public async ValueTask<AppendStatus> AppendAsync(IncomingBytes incoming, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ended)
            {
                return AppendStatus.Ended;
            }

            var before = length;
            var status = await ReceiveAsync(incoming, keepPartial: true, cancellationToken).ConfigureAwait(false);
            if (status == AppendStatus.Appended && length > before)
            {
                Volatile.Write(ref hasSmallPart, hasSmallPart || lastPartLength < MinPartSize);
                lastPartLength = length - before;
            }

            return status;
        }
        finally
        {
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Appends the last bytes, if any, verifies the digest and stores the blob.</summary>
    /// <exception cref="StorageFullException">There is no space; nothing was stored.</exception>
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
            await LeaveAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Ends the upload and removes its bytes.</summary>
    /// <returns>Whether this call ended it.</returns>
    public async ValueTask<bool> CancelAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await EndAsync(discard: true).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Ends the upload if no request uses it and none has since the given time.</summary>
    public async ValueTask<bool> TryExpireAsync(DateTimeOffset untouchedSince)
    {
        if (!gate.Wait(0, CancellationToken.None))
        {
            return false;
        }

        try
        {
            return TouchedAt < untouchedSince && await EndAsync(discard: true).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Closes the upload. Its bytes stay for the next process, if the store can resume uploads.</summary>
    public async ValueTask DisposeAsync() => await EndAsync(discard: false).ConfigureAwait(false);

    /// <summary>Ends a request: an upload that is idle holds no file.</summary>
    private async ValueTask LeaveAsync()
    {
        try
        {
            if (staging is not null)
            {
                await staging.SuspendAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Touch();
            gate.Release();
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
            // The connection was lost: the client asks for the length and continues from there.
            complete = true;
            throw;
        }
        finally
        {
            if (!complete)
            {
                await RollBackAsync(start).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask WriteAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        staging ??= await blobs.StageAsync(Key, cancellationToken).ConfigureAwait(false);
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

    private async ValueTask RollBackAsync(long start)
    {
        if (staging is not null)
        {
            await staging.TruncateAsync(start).ConfigureAwait(false);
        }

        Volatile.Write(ref length, start);

        // Bytes cannot be removed from a hash; the next write computes it again.
        hash?.Dispose();
        hash = null;
    }

    private async ValueTask<Completion> PublishAsync(Digest digest, CancellationToken cancellationToken)
    {
        staging ??= await blobs.StageAsync(Key, cancellationToken).ConfigureAwait(false);
        if (hash is null || digest.Algorithm != HashAlgorithms.Sha256)
        {
            hash?.Dispose();
            hash = null;
            hash = await HashStagedAsync(staging, digest.Algorithm, cancellationToken).ConfigureAwait(false);
        }

        if (HashAlgorithms.DigestOf(hash, digest.Algorithm) != digest)
        {
            await EndAsync(discard: true).ConfigureAwait(false);
            return new Completion(CompletionStatus.DigestMismatch, null);
        }

        try
        {
            var pin = await blobs.PublishAsync(staging, digest, cancellationToken).ConfigureAwait(false);
            await EndAsync(discard: false).ConfigureAwait(false);
            return new Completion(CompletionStatus.Completed, pin);
        }
        catch
        {
            await EndAsync(discard: true).ConfigureAwait(false);
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
                await EndAsync(discard: true).ConfigureAwait(false);
                return new Completion(CompletionStatus.DigestMismatch, null);
            }

            var pin = await blobs.PutAsync(digest, read.Buffer, cancellationToken).ConfigureAwait(false);
            await EndAsync(discard: true).ConfigureAwait(false);
            return new Completion(CompletionStatus.Completed, pin);
        }
        finally
        {
            incoming.Body.AdvanceTo(read.Buffer.End);
        }
    }

    /// <returns>Whether this call ended the upload.</returns>
    private async ValueTask<bool> EndAsync(bool discard)
    {
        if (ended)
        {
            return false;
        }

        ended = true;
        hash?.Dispose();
        hash = null;
        var used = staging;
        staging = null;
        onEnded(this);
        if (used is not null)
        {
            if (discard)
            {
                await used.DiscardAsync().ConfigureAwait(false);
            }
            else
            {
                await used.DisposeAsync().ConfigureAwait(false);
            }
        }

        return true;
    }

    private void Touch() => Volatile.Write(ref touched, time.GetUtcNow().UtcTicks);
}
