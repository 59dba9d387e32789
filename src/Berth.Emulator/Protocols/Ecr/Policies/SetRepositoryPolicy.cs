using Berth.Emulator.Access;
using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Policies;

/// <summary>SetRepositoryPolicy: unless forced, not one by which its setter could not set another.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html"/>
internal sealed class SetRepositoryPolicy() : Operation<SetRepositoryPolicyRequest, PolicyResponse>(
    nameof(SetRepositoryPolicy), WireJson.Default.SetRepositoryPolicyRequest, WireJson.Default.PolicyResponse)
{
    private const string Action = "ecr:SetRepositoryPolicy";

    protected override async ValueTask<PolicyResponse> ExecuteAsync(
        SetRepositoryPolicyRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var text = RepositoryPolicyReader.Read(Check.Required(request.PolicyText, "policyText"));
        var repository = call.Repository(request.RegistryId, request.RepositoryName, Action);
        if (call.Emulator.Access.RefusePolicy(text) is { } reason)
        {
            throw Check.Refuse(RepositoryPolicyReader.Member, reason);
        }

        var asked = new AccessRequest(call.Caller, Action, repository.Arn, text) { ResourceTags = repository.Settings.ResourceTags };
        if (!(request.Force ?? false) && call.Emulator.Access.Authorize(asked) is not null)
        {
            throw Check.Refuse(RepositoryPolicyReader.Member, "The policy would prevent its setter from changing it; set force to set it nonetheless");
        }

        await Call.SetAsync(repository, settings => settings with { PolicyText = text }, cancellationToken).ConfigureAwait(false);
        return PolicyResponse.Of(repository, text);
    }
}

/// <summary>The request of SetRepositoryPolicy.</summary>
internal sealed record SetRepositoryPolicyRequest(string? RegistryId, string? RepositoryName, string? PolicyText, bool? Force);
