using System.Text.Json;
using Berth.Emulator.Protocols.Json;
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

    protected override async ValueTask<ListReferrersResponse> ExecuteAsync(
        ListReferrersRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        Page.Validate(request.MaxResults, MaxSize);
        var text = Check.Required(Check.Required(request.SubjectId, "subjectId").ImageDigest, "subjectId.imageDigest");
        var types = request.Filter?.ArtifactTypes is { } given ? Check.Count(given, 0, 5, "filter.artifactTypes") : [];
        var status = request.Filter?.ArtifactStatus ?? "ACTIVE";
        Check.OneOf(status, Statuses, "filter.artifactStatus");
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:BatchGetImage");
        var images = await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false);
        if (!Digest.TryParse(text, out var subject))
        {
            throw Check.Refuse("subjectId.imageDigest", "must satisfy regular expression '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'");
        }

        var after = ImageKey.Read(request.NextToken);
        var size = request.MaxResults ?? DefaultSize;
        StoredImage[] found = [.. images.ReferrersOf(subject)
            .Select(images.Find)
            .OfType<StoredImage>()
            .Where(image => (types.Count == 0 || types.Contains(image.ArtifactMediaType))
                && (status == "ANY" || ImageFilterShape.StatusText(image.Status) == status)
                && ImageKey.Of(image, "~").CompareTo(after) > 0)
            .Take(size + 1)];
        var shapes = new List<ReferrerShape?>(size);
        foreach (var image in found.Take(size))
        {
            if (await repository.ReadManifestAsync(image, cancellationToken).ConfigureAwait(false) is { } manifest)
            {
                shapes.Add(ShapeOf(image, manifest));
            }
        }

        return new ListReferrersResponse(shapes, found.Length > size ? ImageKey.Of(found[size - 1], "~").ToToken() : null);
    }

    private static ReferrerShape ShapeOf(StoredImage image, ReadOnlyMemory<byte> manifest) => new(
        image.Digest.ToString(),
        image.ManifestMediaType,
        image.ArtifactMediaType,
        image.ManifestSize,
        AnnotationsOf(manifest),
        ImageFilterShape.StatusText(image.Status));

    private static Dictionary<string, string>? AnnotationsOf(ReadOnlyMemory<byte> bytes)
    {
        using var manifest = JsonDocument.Parse(bytes);
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

/// <summary>The filter for referrers.</summary>
internal sealed record ReferrerFilterShape(IReadOnlyList<string?>? ArtifactTypes, string? ArtifactStatus);

/// <summary>The answer of ListImageReferrers.</summary>
internal sealed record ListReferrersResponse(IReadOnlyList<ReferrerShape?> Referrers, string? NextToken);

/// <summary>A referrer on the wire.</summary>
internal sealed record ReferrerShape(
    string Digest, string MediaType, string? ArtifactType, long Size, IReadOnlyDictionary<string, string>? Annotations, string ArtifactStatus);
