using Berth.Names;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;

namespace Berth.Verification;

/// <summary>Reads from a source, and asks again where a fault may pass.</summary>
internal sealed class RetryingReader(IImageSource source, VerificationLimits limits, TimeProvider time)
{
    public Task<Reading<ManifestContent>> ReadManifestAsync(ImageReference image, CancellationToken cancellationToken) =>
        ReadAsync(() => source.ReadManifestAsync(image, limits.MaxManifestBytes, cancellationToken), cancellationToken);

    public Task<Reading<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, CancellationToken cancellationToken) =>
        ReadAsync(() => source.ReadBlobAsync(image, blob, limits.MaxManifestBytes, cancellationToken), cancellationToken);

    /// <summary>Asks for blobs until all are known, the attempts are used up, or a fault does not pass.</summary>
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

            var reading = await source.FindBlobsAsync(image, wanted, cancellationToken).ConfigureAwait(false);
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
                ?? new SourceFault(SourceFaultKind.NotUnderstood, $"{image.Registry} left out blobs from its answer without a reason");
            if (!await MayRetryAsync(fault, attempt, cancellationToken).ConfigureAwait(false))
            {
                return new BlobsReading(known, fault);
            }
        }
    }

    private async Task<Reading<T>> ReadAsync<T>(Func<Task<Reading<T>>> read, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            var reading = await read().ConfigureAwait(false);
            if (reading.Fault is not { } fault || !await MayRetryAsync(fault, attempt, cancellationToken).ConfigureAwait(false))
            {
                return reading;
            }
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
