using System.Runtime.CompilerServices;
using Berth.Aws.Api;
using Berth.Aws.Errors;
using Berth.Aws.Runtime;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;

namespace Berth.Aws.Lifecycle;

/// <summary>ECR's own previews of what a lifecycle policy would do to a repository's images. They take ECR some time, seconds to minutes.</summary>
public sealed class EcrLifecyclePreviews
{
    private const int PageSize = 100;

    private readonly EcrApi api;

    internal EcrLifecyclePreviews(EcrApi api) => this.api = api;

    private string RegistryId => api.Registry.Account.ToString();

    /// <summary>Starts a preview.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="policyText">The policy to preview, or <see langword="null"/> for the repository's current one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The call's receipt. A preview that is under way already is an <see cref="EcrException"/> of kind <see cref="EcrErrorKind.AlreadyExists"/>.</returns>
    public async Task<CallReceipt> StartAsync(RepositoryName repository, string? policyText, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return (await api.CallAsync(
            EcrOperations.StartLifecyclePolicyPreview,
            new StartLifecyclePolicyPreviewRequest(RegistryId, repository.ToString(), policyText),
            repository,
            cancellationToken).ConfigureAwait(false)).Receipt;
    }

    /// <summary>Asks how far the preview has come.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The status, or <see langword="null"/> if none was started.</returns>
    public async Task<LifecyclePreviewStatus?> GetStatusAsync(RepositoryName repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        try
        {
            var response = await api.CallAsync(
                EcrOperations.GetLifecyclePolicyPreview,
                new GetLifecyclePolicyPreviewRequest(RegistryId, repository.ToString(), null, 1),
                repository,
                cancellationToken).ConfigureAwait(false);
            return response.Output?.Status switch
            {
                "IN_PROGRESS" => LifecyclePreviewStatus.InProgress,
                "COMPLETE" => LifecyclePreviewStatus.Complete,
                "EXPIRED" => LifecyclePreviewStatus.Expired,
                "FAILED" => LifecyclePreviewStatus.Failed,
                var other => throw Site(repository).Unusable($"has an unknown status ('{other}')"),
            };
        }
        catch (EcrException exception) when (exception.Kind == EcrErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Reads the results of a complete preview, page by page.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <returns>The images on which the policy would act.</returns>
    public async IAsyncEnumerable<LifecyclePreviewResult> GetResultsAsync(
        RepositoryName repository,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var pages = api.PagesAsync(
            EcrOperations.GetLifecyclePolicyPreview,
            token => new GetLifecyclePolicyPreviewRequest(RegistryId, repository.ToString(), token, PageSize),
            page => page.NextToken,
            repository,
            cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var result in page.PreviewResults ?? [])
            {
                yield return Read(result, Site(repository));
            }
        }
    }

    private static LifecyclePreviewResult Read(WirePreviewResult result, ServiceCall site) =>
        Digest.TryParse(result.ImageDigest, out var digest) && result.Action?.Type is "EXPIRE" or "TRANSITION"
            ? new LifecyclePreviewResult(
                digest,
                [.. (result.ImageTags ?? []).Select(text => Tag.TryParse(text, out var tag) ? tag : throw site.Unusable($"has a tag that cannot be ('{text}')"))],
                result.ImagePushedAt ?? DateTimeOffset.UnixEpoch,
                result.Action.Type == "TRANSITION",
                result.AppliedRulePriority ?? 0)
            : throw site.Unusable("has a result without digest or action");

    private ServiceCall Site(RepositoryName repository) => api.Site(nameof(EcrOperations.GetLifecyclePolicyPreview), repository);
}
