namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>What came of running the lifecycle policies.</summary>
/// <param name="Repositories">How many repositories had a policy that ran.</param>
/// <param name="Expired">How many images were removed.</param>
/// <param name="Archived">How many images went to the archive.</param>
/// <param name="Failed">How many images should have gone but stayed, because an index lists them.</param>
public sealed record LifecycleRun(int Repositories, int Expired, int Archived, int Failed)
{
    internal static readonly LifecycleRun Nothing = new(0, 0, 0, 0);

    internal LifecycleRun Plus(LifecycleRun other) =>
        new(Repositories + other.Repositories, Expired + other.Expired, Archived + other.Archived, Failed + other.Failed);
}
