namespace Berth.Aws.Images;

/// <summary>Why one image of a batch could not be had or deleted.</summary>
/// <param name="Image">The image, or <see langword="null"/> if ECR does not name it.</param>
/// <param name="Code">ECR's code, such as <c>ImageNotFound</c>.</param>
/// <param name="Reason">ECR's words.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageFailure.html"/>
public sealed record ImageFailure(ImageIdentifier? Image, string Code, string Reason)
{
    /// <summary>The code of an image that does not exist.</summary>
    public const string NotFoundCode = "ImageNotFound";
}
