using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Policies;

/// <summary>DeleteRepositoryPolicy: gives back what it deleted.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepositoryPolicy.html"/>
internal sealed class DeleteRepositoryPolicy() : Operation<RepositoryRequest, PolicyResponse>(
    nameof(DeleteRepositoryPolicy), WireJson.Default.RepositoryRequest, WireJson.Default.PolicyResponse)
{
    protected override async ValueTask<PolicyResponse> ExecuteAsync(
        RepositoryRequest request, Call call, CancellationToken cancellationToken)
    {
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:DeleteRepositoryPolicy");
        var deleted = string.Empty;
        await Call.SetAsync(
            repository,
            settings =>
            {
                deleted = settings.PolicyText
                    ?? throw new EcrErrorException(EcrError.RepositoryPolicyNotFound(repository.Name, repository.Registry.Account));
                return settings with { PolicyText = null };
            },
            cancellationToken).ConfigureAwait(false);
        return PolicyResponse.Of(repository, deleted);
    }
}
