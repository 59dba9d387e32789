namespace Berth.Credentials;

/// <summary>What scoped credentials may do with their one repository.</summary>
public enum ScopedAccess
{
    /// <summary>Push and pull: for a build.</summary>
    PushAndPull,

    /// <summary>Pull: for the nodes that run the image.</summary>
    Pull,
}
