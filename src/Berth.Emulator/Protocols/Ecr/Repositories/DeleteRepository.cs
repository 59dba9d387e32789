using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>DeleteRepository: of an empty repository, or with <c>force</c> of any.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html"/>
internal sealed class DeleteRepository() : Operation<DeleteRepositoryRequest, RepositoryResponse>(
    nameof(DeleteRepository), WireJson.Default.DeleteRepositoryRequest, WireJson.Default.RepositoryResponse)
{
    protected override async ValueTask<RepositoryResponse> ExecuteAsync(
        DeleteRepositoryRequest request, Call call, CancellationToken cancellationToken)
    {
        var registry = call.Registry(request.RegistryId);
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:DeleteRepository");
        if (!await registry.DeleteAsync(repository, request.Force ?? false, cancellationToken).ConfigureAwait(false))
        {
            throw repository.IsDeleted
                ? Call.NotFound(repository)
                : new EcrErrorException(EcrError.RepositoryNotEmpty(repository.Name, registry.Key.Account));
        }

        // ECR's answer names the repository and leaves its configuration out.
        return new RepositoryResponse(RepositoryShape.Of(repository, call.RegistryHost) with
        {
            ImageScanningConfiguration = null,
            EncryptionConfiguration = null,
        });
    }
}
