using Berth.Aws.Api;
using Berth.Aws.Runtime;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Aws.Repositories;

/// <summary>The core's port to a registry's repositories, on ECR's API.</summary>
internal sealed class EcrRepositories(EcrApi api) : IEcrRepositories
{
    public EcrRegistry Registry => api.Registry;

    private string RegistryId => api.Registry.Account.ToString();

    public async Task<RepositoryDescription?> DescribeRepositoryAsync(RepositoryName name, CancellationToken cancellationToken)
    {
        try
        {
            var response = await api.CallAsync(
                EcrOperations.DescribeRepositories,
                new DescribeRepositoriesRequest(RegistryId, [name.ToString()]),
                name,
                cancellationToken).ConfigureAwait(false);

            var site = api.Site(nameof(EcrOperations.DescribeRepositories), name);
            return response.Output?.Repositories is [{ } repository, ..]
                ? RepositoryTranslation.Read(repository, site)
                : throw site.Unusable("names no repository");
        }
        catch (EcrException exception) when (exception.Kind == EcrErrorKind.RepositoryNotFound)
        {
            return null;
        }
    }

    public async Task<CreatedRepository?> CreateRepositoryAsync(RepositoryName name, RepositoryCreation creation, CancellationToken cancellationToken)
    {
        try
        {
            var response = await api.CallAsync(
                EcrOperations.CreateRepository,
                RepositoryTranslation.Write(RegistryId, name, creation),
                name,
                cancellationToken).ConfigureAwait(false);

            var site = api.Site(nameof(EcrOperations.CreateRepository), name);
            return response.Output?.Repository is { } repository
                ? new CreatedRepository(RepositoryTranslation.Read(repository, site), response.Receipt)
                : throw site.Unusable("names no repository");
        }
        catch (EcrException exception) when (exception.Kind == EcrErrorKind.AlreadyExists)
        {
            return null;
        }
    }

    public async Task<CallReceipt> PutImageTagMutabilityAsync(RepositoryName name, TagMutability tagMutability, CancellationToken cancellationToken) =>
        (await CallAsync(
            EcrOperations.PutImageTagMutability,
            new PutImageTagMutabilityRequest(
                RegistryId,
                name.ToString(),
                RepositoryTranslation.ModeOf(tagMutability),
                RepositoryTranslation.FiltersOf(tagMutability)),
            name,
            cancellationToken).ConfigureAwait(false)).Receipt;

    public async Task<string?> GetLifecyclePolicyAsync(RepositoryName name, CancellationToken cancellationToken)
    {
        try
        {
            var response = await CallAsync(EcrOperations.GetLifecyclePolicy, About(name), name, cancellationToken).ConfigureAwait(false);
            return response.Output?.LifecyclePolicyText
                ?? throw api.Site(nameof(EcrOperations.GetLifecyclePolicy), name).Unusable("has no policy");
        }
        catch (EcrException exception) when (exception.Kind == EcrErrorKind.NotFound)
        {
            return null;
        }
    }

    public async Task<CallReceipt> PutLifecyclePolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        (await CallAsync(
            EcrOperations.PutLifecyclePolicy,
            new PutLifecyclePolicyRequest(RegistryId, name.ToString(), policyText),
            name,
            cancellationToken).ConfigureAwait(false)).Receipt;

    public async Task<string?> GetRepositoryPolicyAsync(RepositoryName name, CancellationToken cancellationToken)
    {
        try
        {
            var response = await CallAsync(EcrOperations.GetRepositoryPolicy, About(name), name, cancellationToken).ConfigureAwait(false);
            return response.Output?.PolicyText
                ?? throw api.Site(nameof(EcrOperations.GetRepositoryPolicy), name).Unusable("has no policy");
        }
        catch (EcrException exception) when (exception.Kind == EcrErrorKind.NotFound)
        {
            return null;
        }
    }

    public async Task<CallReceipt> SetRepositoryPolicyAsync(RepositoryName name, string policyText, CancellationToken cancellationToken) =>
        (await CallAsync(
            EcrOperations.SetRepositoryPolicy,
            new SetRepositoryPolicyRequest(RegistryId, name.ToString(), policyText, Force: null),
            name,
            cancellationToken).ConfigureAwait(false)).Receipt;

    public async Task<IReadOnlyList<ResourceTag>> ListTagsAsync(RepositoryName name, CancellationToken cancellationToken)
    {
        var response = await api.CallAsync(
            EcrOperations.ListTagsForResource,
            new ListTagsForResourceRequest(ArnOf(name)),
            name,
            cancellationToken).ConfigureAwait(false);
        return RepositoryTranslation.TagsOf(response.Output?.Tags, api.Site(nameof(EcrOperations.ListTagsForResource), name));
    }

    public async Task<CallReceipt> AddTagsAsync(RepositoryName name, IReadOnlyList<ResourceTag> tags, CancellationToken cancellationToken) =>
        (await api.CallAsync(
            EcrOperations.TagResource,
            new TagResourceRequest(ArnOf(name), RepositoryTranslation.TagsOf(tags)),
            name,
            cancellationToken).ConfigureAwait(false)).Receipt;

    public async Task<CallReceipt> RemoveTagsAsync(RepositoryName name, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        (await api.CallAsync(
            EcrOperations.UntagResource,
            new UntagResourceRequest(ArnOf(name), keys),
            name,
            cancellationToken).ConfigureAwait(false)).Receipt;

    public async Task<CallReceipt> PutScanOnPushAsync(RepositoryName name, bool scanOnPush, CancellationToken cancellationToken) =>
        (await CallAsync(
            EcrOperations.PutImageScanningConfiguration,
            new PutImageScanningConfigurationRequest(RegistryId, name.ToString(), new WireScanning(scanOnPush)),
            name,
            cancellationToken).ConfigureAwait(false)).Receipt;

    // What is read of one repository must never be written to another.
    private async Task<EcrResponse<TOutput>> CallAsync<TInput, TOutput>(
        EcrOperation<TInput, TOutput> operation, TInput input, RepositoryName name, CancellationToken cancellationToken)
        where TOutput : IRepositoryAnswer
    {
        var response = await api.CallAsync(operation, input, name, cancellationToken).ConfigureAwait(false);
        var (account, repository) = (response.Output?.RegistryId, response.Output?.RepositoryName);
        return (account ?? RegistryId) == RegistryId && (repository ?? name.ToString()) == name.ToString()
            ? response
            : throw api.Site(operation.Name, name).Failure(
                EcrErrorKind.WrongRepository,
                $"got an answer about '{repository}' of account {account}",
                "see what stands between Berth and ECR: an endpoint override or a proxy");
    }

    private RepositoryRequest About(RepositoryName name) => new(RegistryId, name.ToString());

    private string ArnOf(RepositoryName name) => Arn.OfRepository(Registry.Account, Registry.Region, name).ToString();
}
