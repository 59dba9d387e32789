using System.Runtime.CompilerServices;
using Berth.Aws.Api;
using Berth.Aws.Runtime;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;

namespace Berth.Aws.Repositories;

/// <summary>What is done to the repositories of a registry outside of a deployment: listing them all, and taking away.</summary>
public sealed class EcrCatalog
{
    private readonly EcrApi api;

    internal EcrCatalog(EcrApi api) => this.api = api;

    private string RegistryId => api.Registry.Account.ToString();

    /// <summary>Describes all repositories of the registry, page by page, in ECR's order.</summary>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <returns>The repositories. What keeps a page from its answer is an <see cref="EcrException"/>.</returns>
    public async IAsyncEnumerable<RepositoryDescription> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var site = api.Site(nameof(EcrOperations.DescribeRepositories), null);
        var pages = api.PagesAsync(
            EcrOperations.DescribeRepositories,
            token => new DescribeRepositoriesRequest(RegistryId, null, token, Paging.PageSize),
            page => page.NextToken,
            null,
            cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var repository in page.Repositories ?? [])
            {
                yield return RepositoryTranslation.Read(repository, site);
            }
        }
    }

    /// <summary>Deletes a repository.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="force">Whether its images are deleted with it; without, a repository that holds any is refused as <see cref="EcrErrorKind.InvalidRequest"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt, or <see langword="null"/> if there is no such repository.</returns>
    public Task<CallReceipt?> DeleteRepositoryAsync(RepositoryName name, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RemoveAsync(
            EcrOperations.DeleteRepository,
            new DeleteRepositoryRequest(RegistryId, name.ToString(), force),
            name,
            EcrErrorKind.RepositoryNotFound,
            cancellationToken);
    }

    /// <summary>Deletes a repository's lifecycle policy.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt, or <see langword="null"/> if there is no policy.</returns>
    public Task<CallReceipt?> DeleteLifecyclePolicyAsync(RepositoryName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RemoveAsync(
            EcrOperations.DeleteLifecyclePolicy,
            new RepositoryRequest(RegistryId, name.ToString()),
            name,
            EcrErrorKind.NotFound,
            cancellationToken);
    }

    /// <summary>Deletes a repository's resource policy.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt, or <see langword="null"/> if there is no policy.</returns>
    public Task<CallReceipt?> DeleteRepositoryPolicyAsync(RepositoryName name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RemoveAsync(
            EcrOperations.DeleteRepositoryPolicy,
            new RepositoryRequest(RegistryId, name.ToString()),
            name,
            EcrErrorKind.NotFound,
            cancellationToken);
    }

    private async Task<CallReceipt?> RemoveAsync<TInput, TOutput>(
        EcrOperation<TInput, TOutput> operation,
        TInput input,
        RepositoryName name,
        EcrErrorKind absence,
        CancellationToken cancellationToken)
    {
        try
        {
            return (await api.CallAsync(operation, input, name, cancellationToken).ConfigureAwait(false)).Receipt;
        }
        catch (EcrException exception) when (exception.Kind == absence)
        {
            return null;
        }
    }
}
