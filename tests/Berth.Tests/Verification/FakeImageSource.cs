using Berth.Names;
using Berth.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Tests.Verification;

/// <summary>A repository in memory that fails, lies and withholds as a test tells it to.</summary>
internal sealed class FakeImageSource : IImageSource
{
    private readonly Dictionary<string, ManifestContent> manifests = [];
    private readonly Dictionary<Digest, byte[]> blobs = [];

    public Dictionary<Digest, BlobState> States { get; } = [];

    /// <summary>Gets the faults that the next reads end with, before any other answer.</summary>
    public Queue<SourceFault> Faults { get; } = [];

    /// <summary>Gets the faults that the next questions for blobs end with, after half of the blobs were answered.</summary>
    public Queue<SourceFault> BlobFaults { get; } = [];

    public SourceFault? AlwaysFails { get; set; }

    public SourceResult<ManifestContent>? Always { get; set; }

    public bool NeverAnswers { get; set; }

    public int ManifestReads { get; private set; }

    public List<int> BlobQuestions { get; } = [];

    public static ImageReference Tagged(string tag = "1") => ImageReference.Parse($"registry.example/team/app:{tag}");

    public static ImageReference Addressed(Digest digest) => ImageReference.Parse($"registry.example/team/app@{digest}");

    public FakeImageSource Push(ForgedItem item, string? tag = "1", string? mediaType = null)
    {
        foreach (var part in item.All)
        {
            var type = mediaType is not null && part == item ? mediaType : part.MediaType;
            if (part.IsManifest || part == item)
            {
                Put(part.Digest.ToString(), new ManifestContent(type.Length == 0 ? null : type, part.Bytes, part.Digest));
            }
            else
            {
                blobs[part.Digest] = part.Bytes;
                States[part.Digest] = new BlobState(BlobPresence.Present, part.Bytes.Length);
            }
        }

        if (tag is not null)
        {
            Put(tag, manifests[item.Digest.ToString()]);
        }

        return this;
    }

    public void Put(string reference, ManifestContent content) => manifests[reference] = content;

    public void Remove(ForgedItem item)
    {
        manifests.Remove(item.Digest.ToString());
        States.Remove(item.Digest);
        blobs.Remove(item.Digest);
    }

    public async Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken)
    {
        ManifestReads++;
        if (NeverAnswers)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        if (Faults.TryDequeue(out var fault) || (fault = AlwaysFails) is not null)
        {
            return SourceResult.Failed<ManifestContent>(fault);
        }

        return Always
            ?? (manifests.TryGetValue(image.Digest?.ToString() ?? image.Tag!.ToString(), out var content)
                ? SourceResult.Of(content)
                : SourceResult.Missing<ManifestContent>(new Absence(AbsenceKind.Image, "no such image")));
    }

    public Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken)
    {
        BlobQuestions.Add(blobs.Count);
        BlobFaults.TryDequeue(out var fault);
        var answered = fault is null ? blobs : blobs.Take(blobs.Count / 2);
        var known = answered.ToDictionary(blob => blob, blob => States.GetValueOrDefault(blob, new BlobState(BlobPresence.Missing)));
        return Task.FromResult(new BlobsReading(known, fault));
    }

    public Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, int maxBytes, CancellationToken cancellationToken) =>
        Task.FromResult(blobs.TryGetValue(blob, out var bytes)
            ? SourceResult.Of(new BlobContent(bytes))
            : SourceResult.Missing<BlobContent>(new Absence(AbsenceKind.Blob, "no such blob")));
}
