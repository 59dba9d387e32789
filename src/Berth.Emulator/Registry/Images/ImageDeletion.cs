using Berth.Emulator.Registry.Events;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>ECR's rules for deleting images, for all protocols.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html"/>
internal static class ImageDeletion
{
    /// <summary>Removes an image with all its tags, unless an index lists it.</summary>
    public static DeleteImageResult ByDigest(RepositoryEdit edit, Digest digest, RemovalCause cause = RemovalCause.Request)
    {
        if (edit.Images.Find(digest) is null)
        {
            return DeleteImageResult.NotFound;
        }

        var parents = edit.Images.ParentsOf(digest);
        if (!parents.IsEmpty)
        {
            return new DeleteImageResult(DeleteImageStatus.Referenced, digest, [], parents);
        }

        var tags = edit.Images.TagsOf(digest);
        edit.Remove(digest, cause);
        return new DeleteImageResult(DeleteImageStatus.Deleted, digest, tags, []);
    }

    /// <summary>Removes a tag. The last tag is removed with its image, unless an index lists the image; then the tag stays, too.</summary>
    public static DeleteImageResult ByTag(RepositoryEdit edit, Tag tag)
    {
        if (edit.Images.Find(tag) is not { } image)
        {
            return DeleteImageResult.NotFound;
        }

        if (edit.Images.TagsOf(image.Digest).Length == 1)
        {
            return ByDigest(edit, image.Digest);
        }

        edit.RemoveTag(tag);
        return new DeleteImageResult(DeleteImageStatus.Deleted, image.Digest, [tag], []);
    }
}
