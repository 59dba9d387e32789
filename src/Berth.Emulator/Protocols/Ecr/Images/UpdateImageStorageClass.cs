using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>UpdateImageStorageClass: archives an image, or restores it, which takes no time here.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UpdateImageStorageClass.html"/>
internal sealed class UpdateImageStorageClass() : Operation<StorageClassRequest, StorageClassResponse>(
    nameof(UpdateImageStorageClass), WireJson.Default.StorageClassRequest, WireJson.Default.StorageClassResponse)
{
    private static readonly string[] Classes = ["STANDARD", "ARCHIVE"];

    protected override async ValueTask<StorageClassResponse> ExecuteAsync(
        StorageClassRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var id = ImageId.Read(Check.Required(request.ImageId, "imageId"), "imageId");
        var target = Check.Required(request.TargetStorageClass, "targetStorageClass");
        var toArchive = Check.OneOf(target, Classes, "targetStorageClass") == 1;
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:UpdateImageStorageClass");
        var result = await repository.EditAsync(edit => Change(edit, id, toArchive, repository, call.Now), cancellationToken).ConfigureAwait(false);
        var image = result.IsGone ? throw Call.NotFound(repository) : result.Answer;
        return new StorageClassResponse(
            repository.Registry.Account.ToString(),
            repository.Name.ToString(),
            new ImageIdShape(image.Digest.ToString(), request.ImageId.ImageTag),
            ImageFilterShape.StatusText(image.Status));
    }

    private static StoredImage Change(RepositoryEdit edit, ImageId id, bool toArchive, Repository repository, DateTimeOffset now)
    {
        var (image, _) = id.Find(edit.Images);
        if (image is null)
        {
            throw new EcrErrorException(EcrError.ImageNotFound(
                id.Shape.ImageDigest, id.Shape.ImageTag, repository.Name, repository.Registry.Account));
        }

        var changed = (image.Status, toArchive) switch
        {
            (ImageStatus.Active, true) => image with { Status = ImageStatus.Archived, LastArchivedAt = now },
            (ImageStatus.Archived, false) => image with { Status = ImageStatus.Active, LastActivatedAt = now },
            _ => image,
        };
        if (!ReferenceEquals(changed, image))
        {
            edit.Put(changed);
        }

        return changed;
    }
}

/// <summary>The request of UpdateImageStorageClass.</summary>
internal sealed record StorageClassRequest(string? RegistryId, string? RepositoryName, ImageIdShape? ImageId, string? TargetStorageClass);

/// <summary>The answer of UpdateImageStorageClass.</summary>
internal sealed record StorageClassResponse(string RegistryId, string RepositoryName, ImageIdShape ImageId, string ImageStatus);
