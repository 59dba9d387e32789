using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>StartLifecyclePolicyPreview: of the policy submitted, or else of the repository's own. It is complete by the time anybody asks.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartLifecyclePolicyPreview.html"/>
internal sealed class StartLifecyclePolicyPreview() : Operation<LifecyclePolicyRequest, StartPreviewResponse>(
    nameof(StartLifecyclePolicyPreview), WireJson.Default.LifecyclePolicyRequest, WireJson.Default.StartPreviewResponse)
{
    protected override async ValueTask<StartPreviewResponse> ExecuteAsync(
        LifecyclePolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var submitted = request.LifecyclePolicyText is null ? null : LifecyclePolicyReader.Read(request.LifecyclePolicyText);
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:StartLifecyclePolicyPreview");
        var text = request.LifecyclePolicyText
            ?? repository.Settings.Lifecycle?.PolicyText
            ?? throw new EcrErrorException(EcrError.LifecyclePolicyNotFound(repository.Name, repository.Registry.Account));
        await call.Emulator.Previews
            .StartAsync(repository, submitted ?? LifecyclePolicyReader.Read(text), text, call.Now, cancellationToken)
            .ConfigureAwait(false);
        return new StartPreviewResponse(repository.Registry.Account.ToString(), repository.Name.ToString(), text, "IN_PROGRESS");
    }
}

/// <summary>The answer of StartLifecyclePolicyPreview.</summary>
internal sealed record StartPreviewResponse(string RegistryId, string RepositoryName, string LifecyclePolicyText, string Status);
