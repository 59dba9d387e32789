namespace Berth.Aws.Lifecycle;

/// <summary>How far a preview of a lifecycle policy has come.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicyPreview.html"/>
public enum LifecyclePreviewStatus
{
    /// <summary>ECR is still at it; ask again in some seconds.</summary>
    InProgress,

    /// <summary>The results are there.</summary>
    Complete,

    /// <summary>The results have been dropped; start another preview.</summary>
    Expired,

    /// <summary>The preview failed on AWS's side.</summary>
    Failed,
}
