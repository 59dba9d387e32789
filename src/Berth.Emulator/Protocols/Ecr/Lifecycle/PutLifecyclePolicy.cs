using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>PutLifecyclePolicy: keeps the policy and gives it back written anew, without white space.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html"/>
internal sealed class PutLifecyclePolicy() : Operation<LifecyclePolicyRequest, LifecycleResponse>(
    nameof(PutLifecyclePolicy), WireJson.Default.LifecyclePolicyRequest, WireJson.Default.LifecycleResponse)
{
    protected override async ValueTask<LifecycleResponse> ExecuteAsync(
        LifecyclePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:PutLifecyclePolicy");
        var text = LifecyclePolicyReader.Read(Check.Required(request.LifecyclePolicyText, LifecyclePolicyReader.Member)).ToString();
        await Call.SetAsync(
            repository, settings => settings with { Lifecycle = new LifecycleSettings(text, null) }, cancellationToken).ConfigureAwait(false);
        return LifecycleResponse.Of(repository, text, null);
    }
}

/// <summary>The request of PutLifecyclePolicy and StartLifecyclePolicyPreview.</summary>
internal sealed record LifecyclePolicyRequest(string? RegistryId, string? RepositoryName, string? LifecyclePolicyText);
