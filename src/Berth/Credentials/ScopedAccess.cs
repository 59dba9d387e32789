namespace Berth.Credentials;

/// <summary>The permissions of scoped credentials on their repository.</summary>
public enum ScopedAccess
{
    /// <summary>Push and pull: for a build.</summary>
    PushAndPull,

    /// <summary>Pull: for the nodes that run the image.</summary>
    Pull,
}
