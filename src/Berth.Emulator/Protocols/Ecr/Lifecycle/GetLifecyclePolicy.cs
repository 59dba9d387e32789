using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>GetLifecyclePolicy.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicy.html"/>
internal sealed class GetLifecyclePolicy() : Operation<RepositoryRequest, LifecycleResponse>(
    nameof(GetLifecyclePolicy), WireJson.Default.RepositoryRequest, WireJson.Default.LifecycleResponse)
{
    protected override ValueTask<LifecycleResponse> ExecuteAsync(RepositoryRequest request, Call call, CancellationToken cancellationToken)
    {
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:GetLifecyclePolicy");
        return repository.Settings.Lifecycle is { } lifecycle
            ? ValueTask.FromResult(LifecycleResponse.Of(repository, lifecycle))
            : throw new EcrErrorException(EcrError.LifecyclePolicyNotFound(repository.Name, repository.Registry.Account));
    }
}
