using System.Text.Json;
using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>ListImageReferrers: the manifests whose subject an image is.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImageReferrers.html"/>
internal sealed class ListImageReferrers() : Operation<ListReferrersRequest, ListReferrersResponse>(
    nameof(ListImageReferrers), WireJson.Default.ListReferrersRequest, WireJson.Default.ListReferrersResponse)
{
    private const int MaxSize = 50;
    private const int DefaultSize = 20;

    private static readonly string[] Statuses = ["ACTIVE", "ARCHIVED", "ACTIVATING", "ANY"];

    protected override ValueTask<ListReferrersResponse> ExecuteAsync(
        ListReferrersRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        Page.Validate(request.MaxResults, MaxSize);
        var text = Check.Required(Check.Required(request.SubjectId, "subjectId").ImageDigest, "subjectId.imageDigest");
        var types = request.Filter?.ArtifactTypes is { } given ? Check.Count(given, 0, 5, "filter.artifactTypes") : [];
        var status = request.Filter?.ArtifactStatus ?? "ACTIVE";
        Check.OneOf(status, Statuses, "filter.artifactStatus");
        var images = call.Repository(request.RegistryId, request.RepositoryName, "ecr:BatchGetImage").Images;
        if (!Digest.TryParse(text, out var subject))
        {
            throw Check.Refuse("subjectId.imageDigest", "must satisfy regular expression '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'");
        }

        var after = ImageKey.Read(request.NextToken);
        StoredImage[] all = [.. images.ReferrersOf(subject)
            .Select(images.Find)
            .OfType<StoredImage>()
            .Where(image => (types.Count == 0 || types.Contains(image.ArtifactMediaType))
                && (status == "ANY" || ImageFilterShape.StatusText(image.Status) == status)
                && ImageKey.Of(image, "~").CompareTo(after) > 0)
            .OrderBy(image => ImageKey.Of(image))];
        StoredImage[] page = [.. all.Take(request.MaxResults ?? DefaultSize)];
        return ValueTask.FromResult(new ListReferrersResponse(
            [.. page.Select(ShapeOf)], page.Length < all.Length ? ImageKey.Of(page[^1], "~").ToToken() : null));
    }

    private static ReferrerShape ShapeOf(StoredImage image) => new(
        image.Digest.ToString(),
        image.ManifestMediaType,
        image.ArtifactMediaType,
        image.Manifest.Length,
        AnnotationsOf(image),
        ImageFilterShape.StatusText(image.Status));

    private static Dictionary<string, string>? AnnotationsOf(StoredImage image)
    {
        using var manifest = JsonDocument.Parse(image.Manifest);
        return manifest.RootElement.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object
            ? annotations.EnumerateObject()
                .Where(annotation => annotation.Value.ValueKind == JsonValueKind.String)
                .Select(annotation => (Name: TextOf(annotation, true), Value: TextOf(annotation, false)))
                .Where(annotation => annotation is { Name: not null, Value: not null })
                .DistinctBy(annotation => annotation.Name)
                .ToDictionary(annotation => annotation.Name!, annotation => annotation.Value!)
            : null;
    }

    /// <summary>Reads a text; <see langword="null"/> if it contains half of a surrogate pair.</summary>
    private static string? TextOf(JsonProperty annotation, bool isName)
    {
        try
        {
            return isName ? annotation.Name : annotation.Value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>The request of ListImageReferrers.</summary>
internal sealed record ListReferrersRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public ImageIdShape? SubjectId { get; init; }

    public ReferrerFilterShape? Filter { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }
}

/// <summary>Which referrers are asked for.</summary>
internal sealed record ReferrerFilterShape(IReadOnlyList<string?>? ArtifactTypes, string? ArtifactStatus);

/// <summary>The answer of ListImageReferrers.</summary>
internal sealed record ListReferrersResponse(IReadOnlyList<ReferrerShape?> Referrers, string? NextToken);

/// <summary>A referrer on the wire.</summary>
internal sealed record ReferrerShape(
    string Digest, string MediaType, string? ArtifactType, long Size, IReadOnlyDictionary<string, string>? Annotations, string ArtifactStatus);
