using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>DeleteLifecyclePolicy: gives back what it deleted.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteLifecyclePolicy.html"/>
internal sealed class DeleteLifecyclePolicy() : Operation<RepositoryRequest, LifecycleResponse>(
    nameof(DeleteLifecyclePolicy), WireJson.Default.RepositoryRequest, WireJson.Default.LifecycleResponse)
{
    protected override async ValueTask<LifecycleResponse> ExecuteAsync(
        RepositoryRequest request, Call call, CancellationToken cancellationToken)
    {
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:DeleteLifecyclePolicy");
        LifecycleSettings? deleted = null;
        await Call.SetAsync(
            repository,
            settings =>
            {
                deleted = settings.Lifecycle
                    ?? throw new EcrErrorException(EcrError.LifecyclePolicyNotFound(repository.Name, repository.Registry.Account));
                return settings with { Lifecycle = null };
            },
            cancellationToken).ConfigureAwait(false);
        return LifecycleResponse.Of(repository, deleted!);
    }
}
