namespace Berth.Aws.Images;

/// <summary>Which images of a repository are listed.</summary>
/// <param name="Tags">Whether tagged images, untagged ones or all are listed.</param>
/// <param name="IncludeArchived">Whether images in the archive are listed too; ECR leaves them out unless asked.</param>
public sealed record ImageSelection(TagStatus Tags = TagStatus.Any, bool IncludeArchived = false)
{
    /// <summary>Gets the selection of every image that can be pulled, ECR's own default.</summary>
    public static ImageSelection Active { get; } = new();
}
