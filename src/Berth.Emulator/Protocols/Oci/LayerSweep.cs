using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Takes layers away from repositories that no image of theirs has needed for long; ECR sweeps them at any time.</summary>
internal static class LayerSweep
{
    /// <summary>How long a layer waits for its image.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>How old a layer's date may be before pushing it again renews it.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromHours(1);

    /// <summary>Sweeps one repository.</summary>
    /// <returns>How many layers it lost.</returns>
    public static async ValueTask<int> RunAsync(Repository repository, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Loose(repository.Images, now).Count == 0)
        {
            return 0;
        }

        var result = await repository
            .EditAsync(
                edit =>
                {
                    var loose = Loose(edit.Images, now);
                    loose.ForEach(edit.RemoveLayer);
                    return loose.Count;
                },
                cancellationToken)
            .ConfigureAwait(false);
        return result.IsGone ? 0 : result.Answer;
    }

    private static List<Digest> Loose(ImageSet images, DateTimeOffset now)
    {
        var used = new HashSet<Digest>(images.Images.Values.SelectMany(image => image.Layers));
        return [.. images.Layers.Values
            .Where(layer => now - layer.AddedAt > Lifetime && !used.Contains(layer.Digest))
            .Select(layer => layer.Digest)];
    }
}
