using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Policies;

/// <summary>GetRepositoryPolicy.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html"/>
internal sealed class GetRepositoryPolicy() : Operation<RepositoryRequest, PolicyResponse>(
    nameof(GetRepositoryPolicy), WireJson.Default.RepositoryRequest, WireJson.Default.PolicyResponse)
{
    protected override ValueTask<PolicyResponse> ExecuteAsync(RepositoryRequest request, Call call, CancellationToken cancellationToken)
    {
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:GetRepositoryPolicy");
        return repository.Settings.PolicyText is { } text
            ? ValueTask.FromResult(PolicyResponse.Of(repository, text))
            : throw new EcrErrorException(EcrError.RepositoryPolicyNotFound(repository.Name, repository.Registry.Account));
    }
}
