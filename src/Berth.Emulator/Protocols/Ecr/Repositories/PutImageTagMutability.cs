using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>PutImageTagMutability: mode and filters, both replaced as a whole.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html"/>
internal sealed class PutImageTagMutability() : Operation<PutImageTagMutabilityRequest, PutImageTagMutabilityResponse>(
    nameof(PutImageTagMutability), WireJson.Default.PutImageTagMutabilityRequest, WireJson.Default.PutImageTagMutabilityResponse)
{
    protected override async ValueTask<PutImageTagMutabilityResponse> ExecuteAsync(
        PutImageTagMutabilityRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var (mode, filters) = Mutability.Read(
            Check.Required(request.ImageTagMutability, "imageTagMutability"), request.ImageTagMutabilityExclusionFilters);
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:PutImageTagMutability");
        await Call.SetAsync(
            repository, settings => settings with { TagMutability = mode, ExclusionFilters = filters }, cancellationToken).ConfigureAwait(false);
        return new PutImageTagMutabilityResponse(
            repository.Registry.Account.ToString(), repository.Name.ToString(), Mutability.Text(mode), Mutability.Shapes(filters));
    }
}

/// <summary>The request of PutImageTagMutability.</summary>
internal sealed record PutImageTagMutabilityRequest(
    string? RegistryId,
    string? RepositoryName,
    string? ImageTagMutability,
    IReadOnlyList<ExclusionFilterShape?>? ImageTagMutabilityExclusionFilters);

/// <summary>The answer of PutImageTagMutability.</summary>
internal sealed record PutImageTagMutabilityResponse(
    string RegistryId,
    string RepositoryName,
    string ImageTagMutability,
    IReadOnlyList<ExclusionFilterShape?>? ImageTagMutabilityExclusionFilters);
