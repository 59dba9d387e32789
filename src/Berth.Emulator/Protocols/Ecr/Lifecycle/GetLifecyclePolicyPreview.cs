using System.Collections.Immutable;
using System.Globalization;
using Berth.Emulator.Protocols.Ecr.Images;
using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Lifecycle;
using Berth.Lifecycle.Evaluation;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>GetLifecyclePolicyPreview: what the previewed policy would do, the oldest image first.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicyPreview.html"/>
internal sealed class GetLifecyclePolicyPreview() : Operation<GetPreviewRequest, GetPreviewResponse>(
    nameof(GetLifecyclePolicyPreview), WireJson.Default.GetPreviewRequest, WireJson.Default.GetPreviewResponse)
{
    private const int MaxSize = 100;

    protected override ValueTask<GetPreviewResponse> ExecuteAsync(GetPreviewRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        Page.Validate(request.MaxResults, MaxSize);
        request.Filter?.Validate();
        var ids = request.ImageIds is null ? null : ImageId.ReadAll(request.ImageIds);
        if (ids is not null)
        {
            Page.RefuseWith("imageIds", request.NextToken, request.MaxResults);
        }

        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:GetLifecyclePolicyPreview");
        var preview = call.Emulator.Previews.Find(repository)
            ?? throw new EcrErrorException(EcrError.LifecyclePreviewNotFound(repository.Name, repository.Registry.Account));
        var (page, next) = PageOf(preview, request, ids);
        return ValueTask.FromResult(new GetPreviewResponse(
            repository.Registry.Account.ToString(),
            repository.Name.ToString(),
            preview.PolicyText,
            "COMPLETE",
            next,
            [.. page.Select(PreviewResultShape.Of)],
            PreviewSummaryShape.Of(preview.Actions)));
    }

    private static (IEnumerable<LifecycleDecision> Page, string? Next) PageOf(LifecyclePreview preview, GetPreviewRequest request, ImageId[]? ids)
    {
        LifecycleDecision[] wanted = [.. preview.Actions.Where(decision =>
            (request.Filter?.AdmitsTags(decision.Image.Tags.Count == 0) ?? true) && (ids is null || ids.Any(id => Names(id, decision.Image))))];
        if (ids is not null)
        {
            return (wanted, null);
        }

        var start = 0;
        if (PageToken.Read(request.NextToken) is { } text
            && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out start) || start > wanted.Length))
        {
            throw Check.Refuse("nextToken", "Invalid token");
        }

        var end = Math.Min(start + (request.MaxResults ?? MaxSize), wanted.Length);
        return (wanted[start..end], end < wanted.Length ? PageToken.Write(end.ToString(CultureInfo.InvariantCulture)) : null);
    }

    private static bool Names(ImageId id, LifecycleImage image) =>
        id.Failure is null && (id.Digest is null || id.Digest == image.Digest) && (id.Tag is null || image.Tags.Contains(id.Tag));
}

/// <summary>The request of GetLifecyclePolicyPreview.</summary>
internal sealed record GetPreviewRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public IReadOnlyList<ImageIdShape?>? ImageIds { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }

    public ImageFilterShape? Filter { get; init; }
}

/// <summary>The answer of GetLifecyclePolicyPreview.</summary>
internal sealed record GetPreviewResponse(
    string RegistryId,
    string RepositoryName,
    string LifecyclePolicyText,
    string Status,
    string? NextToken,
    IReadOnlyList<PreviewResultShape?> PreviewResults,
    PreviewSummaryShape Summary);

/// <summary>The previewed result for one image.</summary>
internal sealed record PreviewResultShape(
    IReadOnlyList<string?> ImageTags,
    string ImageDigest,
    DateTimeOffset ImagePushedAt,
    PreviewActionShape Action,
    int AppliedRulePriority,
    string StorageClass)
{
    public static PreviewResultShape Of(LifecycleDecision decision) => new(
        [.. decision.Image.Tags.Select(tag => tag.ToString())],
        decision.Image.Digest.ToString(),
        decision.Image.PushedAt,
        decision.Verdict == LifecycleVerdict.Expire ? new PreviewActionShape("EXPIRE", null) : new PreviewActionShape("TRANSITION", "ARCHIVE"),
        decision.Rule!.Priority,
        decision.Image.StorageClass == Berth.Lifecycle.Model.StorageClass.Archive ? "ARCHIVE" : "STANDARD");
}

/// <summary>The action of a rule.</summary>
internal sealed record PreviewActionShape(string Type, string? TargetStorageClass);

/// <summary>How many images would be acted on.</summary>
internal sealed record PreviewSummaryShape(int ExpiringImageTotalCount, IReadOnlyList<TransitionCountShape?>? TransitioningImageTotalCounts)
{
    /// <summary>Transitions are counted only where there is one.</summary>
    public static PreviewSummaryShape Of(ImmutableArray<LifecycleDecision> actions)
    {
        var archiving = actions.Count(decision => decision.Verdict == LifecycleVerdict.Archive);
        return new PreviewSummaryShape(
            actions.Count(decision => decision.Verdict == LifecycleVerdict.Expire),
            archiving == 0 ? null : [new TransitionCountShape("ARCHIVE", archiving)]);
    }
}

/// <summary>How many images would go to a storage class.</summary>
internal sealed record TransitionCountShape(string TargetStorageClass, int ImageTotalCount);
