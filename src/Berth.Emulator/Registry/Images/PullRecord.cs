using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Images;

/// <summary>Keeps when images were last pulled. Like ECR it does not write down every pull, so the time may lag.</summary>
internal static class PullRecord
{
    /// <summary>How far the time that is kept may lag behind the last pull; ECR allows itself a day.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromHours(1);

    public static bool IsDue(StoredImage image, DateTimeOffset now) => image.LastPulledAt is not { } last || now - last >= Lag || now < last;

    /// <summary>Writes down a pull, if the last one that is written down is long enough ago.</summary>
    public static async ValueTask WriteAsync(Repository repository, StoredImage image, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!IsDue(image, now))
        {
            return;
        }

        await repository
            .EditAsync(
                edit =>
                {
                    if (edit.Images.Find(image.Digest) is { } current && IsDue(current, now))
                    {
                        edit.Put(current with { LastPulledAt = now });
                    }

                    return true;
                },
                cancellationToken)
            .ConfigureAwait(false);
    }
}
