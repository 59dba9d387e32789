namespace Berth.Emulator.Registry.Events;

/// <summary>The reason why an image was deleted.</summary>
internal enum RemovalCause
{
    /// <summary>A request deleted it.</summary>
    Request,

    /// <summary>The repository's lifecycle policy expired it.</summary>
    LifecyclePolicy,
}
