namespace Berth.Lifecycle.Model;

/// <summary>The count type of a rule.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"/>
public enum CountType
{
    /// <summary>Images beyond the newest so many. Written <c>imageCountMoreThan</c>.</summary>
    ImageCountMoreThan,

    /// <summary>Days since the image was pushed, or restored from the archive. Written <c>sinceImagePushed</c>.</summary>
    SinceImagePushed,

    /// <summary>Days since the image was last pulled; where it never was, since it was pushed. Written <c>sinceImagePulled</c>.</summary>
    SinceImagePulled,

    /// <summary>Days since the image went to the archive. Written <c>sinceImageTransitioned</c>.</summary>
    SinceImageTransitioned,
}
