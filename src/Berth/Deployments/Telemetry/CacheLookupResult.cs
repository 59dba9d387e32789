namespace Berth.Deployments.Telemetry;

/// <summary>The result of a lookup in the repository state cache.</summary>
internal enum CacheLookupResult
{
    /// <summary>A current entry was found.</summary>
    Hit,

    /// <summary>A stale entry was found and is used, because ECR could not be reached.</summary>
    Stale,

    /// <summary>No usable entry was found.</summary>
    Miss,
}
