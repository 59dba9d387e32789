namespace Berth.Lifecycle.Model;

/// <summary>The images that a rule identifies, and how many of them, or for how long, it leaves alone.</summary>
/// <param name="Tags">Which images, by their tags.</param>
/// <param name="Count">What is counted; it also decides the storage class.</param>
public sealed record LifecycleSelection(TagSelection Tags, LifecycleCount Count)
{
    /// <summary>Gets the storage class whose images are selected.</summary>
    public StorageClass StorageClass => Count.StorageClass;
}
