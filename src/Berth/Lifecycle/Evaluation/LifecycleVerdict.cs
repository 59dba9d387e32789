namespace Berth.Lifecycle.Evaluation;

/// <summary>The result of the evaluation for an image.</summary>
public enum LifecycleVerdict
{
    /// <summary>The image stays as it is.</summary>
    Keep,

    /// <summary>The image is removed.</summary>
    Expire,

    /// <summary>The image moves to the archive.</summary>
    Archive,

    /// <summary>A rule acts on the image, but an index still references it, so it stays: ECR reports <c>ImageReferencedByManifestList</c>.</summary>
    Failed,
}
