namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>The result of running lifecycle policies.</summary>
/// <param name="Repositories">The number of repositories whose policy ran.</param>
/// <param name="Expired">The number of images that were deleted.</param>
/// <param name="Archived">The number of images that were archived.</param>
/// <param name="Failed">The number of images that were not deleted because an index lists them.</param>
public sealed record LifecycleRun(int Repositories, int Expired, int Archived, int Failed)
{
    internal static readonly LifecycleRun Nothing = new(0, 0, 0, 0);

    internal LifecycleRun Plus(LifecycleRun other) =>
        new(Repositories + other.Repositories, Expired + other.Expired, Archived + other.Archived, Failed + other.Failed);
}
