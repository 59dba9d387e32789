namespace Berth.Lifecycle.Model;

/// <summary>The storage class of an image's layers.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html"/>
public enum StorageClass
{
    /// <summary>The ordinary class: the image can be pulled. Written <c>standard</c> in a policy, and the default there.</summary>
    Standard,

    /// <summary>The cheap class: the image must be restored before it can be pulled. Written <c>archive</c> in a policy.</summary>
    Archive,
}
