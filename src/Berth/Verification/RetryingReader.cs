using Berth.Names;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Reads from a source and repeats reads that fail with a transient fault. A source that throws, or ignores cancellation, does no harm.</summary>
internal sealed class RetryingReader(IImageSource source, VerificationLimits limits, TimeProvider time)
{
    public Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, CancellationToken cancellationToken) =>
        ReadAsync(() => source.ReadManifestAsync(image, limits.MaxManifestBytes, cancellationToken), cancellationToken);

    public Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, CancellationToken cancellationToken) =>
        ReadAsync(() => source.ReadBlobAsync(image, blob, limits.MaxManifestBytes, cancellationToken), cancellationToken);

    /// <summary>Looks up blobs until the state of all is known, the attempts are used up, or a fault is not transient.</summary>
    public async Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Digest, BlobState>();
        for (var attempt = 1; ; attempt++)
        {
            var wanted = blobs.Where(blob => !known.ContainsKey(blob)).ToList();
            if (wanted.Count == 0)
            {
                return new BlobsReading(known, null);
            }

            var reading = await GuardAsync(
                () => source.FindBlobsAsync(image, wanted, cancellationToken),
                failure => new BlobsReading(new Dictionary<Digest, BlobState>(), failure),
                cancellationToken).ConfigureAwait(false);
            foreach (var blob in wanted)
            {
                if (reading.Known.TryGetValue(blob, out var state))
                {
                    known[blob] = state;
                }
            }

            if (known.Count == blobs.Count)
            {
                return new BlobsReading(known, null);
            }

            var fault = reading.Fault
                ?? new SourceFault(SourceFaultKind.NotUnderstood, $"{image.Registry} did not answer for all blobs");
            if (!await MayRetryAsync(fault, attempt, cancellationToken).ConfigureAwait(false))
            {
                return new BlobsReading(known, fault);
            }
        }
    }

    private async Task<SourceResult<T>> ReadAsync<T>(Func<Task<SourceResult<T>>> read, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var reading = await GuardAsync(read, SourceResult.Failed<T>, cancellationToken).ConfigureAwait(false);
            if (reading.Fault is not { } fault || !await MayRetryAsync(fault, attempt, cancellationToken).ConfigureAwait(false))
            {
                return reading;
            }
        }
    }

    /// <summary>Ends with the cancellation, whether the source observes it or not, and turns every exception into a fault.</summary>
    private static async Task<T> GuardAsync<T>(Func<Task<T>> read, Func<SourceFault, T> failed, CancellationToken cancellationToken)
    {
        try
        {
            return await read().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            return failed(new SourceFault(SourceFaultKind.NotUnderstood, $"the registry's answer could not be read: {exception.GetType().Name}: {exception.Message}"));
        }
    }

    private async Task<bool> MayRetryAsync(SourceFault fault, int attempt, CancellationToken cancellationToken)
    {
        if (!fault.IsTransient || attempt >= limits.MaxAttempts)
        {
            return false;
        }

        var doubled = limits.FirstRetryDelay * Math.Pow(2, Math.Min(attempt - 1, 20));
        var asked = fault.RetryAfter is { } after && after > doubled ? after : doubled;
        await Task.Delay(asked < limits.MaxRetryDelay ? asked : limits.MaxRetryDelay, time, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
