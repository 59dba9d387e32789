using System.Text.RegularExpressions;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>The name of an image in a batch, read: a failure in it concerns that image alone.</summary>
internal sealed partial record ImageId(ImageIdShape Shape, Digest? Digest, Tag? Tag, ImageFailureShape? Failure)
{
    private const string DigestPattern = "[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+";
    private const string TagPattern = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";
    private const int MaxIds = 100;
    private const int MaxTagLength = 300;

    /// <summary>Reads the names of a batch.</summary>
    public static ImageId[] ReadAll(IReadOnlyList<ImageIdShape?>? shapes)
    {
        const string Member = "imageIds";
        return [.. Check.Count(Check.Required(shapes, Member), 1, MaxIds, Member)
            .Select((shape, index) => Read(Check.Required(shape, $"{Member}.{index + 1}.member"), $"{Member}.{index + 1}.member"))];
    }

    public static ImageId Read(ImageIdShape shape, string member)
    {
        if (shape.ImageTag is not null)
        {
            Check.Length(shape.ImageTag, 1, MaxTagLength, member + ".imageTag");
        }

        if (shape is { ImageDigest: null, ImageTag: null })
        {
            return Refused(shape, "MissingDigestAndTag", "Invalid request parameters: both tag and digest cannot be null");
        }

        if (shape.ImageDigest is { } digestText && !DigestGrammar().IsMatch(digestText))
        {
            return Refused(
                shape, "InvalidImageDigest", $"Invalid request parameters: image digest should satisfy the regex '{DigestPattern}'");
        }

        if (shape.ImageTag is { } tagText && !Tag.TryParse(tagText, out _))
        {
            return Refused(shape, "InvalidImageTag", $"Invalid request parameters: image tag should satisfy the regex '{TagPattern}'");
        }

        // A digest that has the form of one, but no algorithm that anybody knows, is the name of nothing.
        var digest = Digest.TryParse(shape.ImageDigest, out var parsed) ? parsed : null;
        var tag = shape.ImageTag is null ? null : Tag.Parse(shape.ImageTag);
        return shape.ImageDigest is not null && digest is null
            ? NotFound(shape)
            : new ImageId(shape, digest, tag, null);
    }

    /// <summary>Finds the image.</summary>
    /// <returns>The image, or the reason why it was not found.</returns>
    public (StoredImage? Image, ImageFailureShape? Failure) Find(ImageSet images)
    {
        if (Failure is not null)
        {
            return (null, Failure);
        }

        var image = Tag is null ? images.Find(Digest!) : images.Find(Tag);
        if (image is null)
        {
            return (null, NotFound(Shape).Failure);
        }

        return Digest is null || Digest == image.Digest
            ? (image, null)
            : (null, Refused(Shape, "ImageTagDoesNotMatchDigest", "Requested image tag does not match the requested image digest").Failure);
    }

    private static ImageId NotFound(ImageIdShape shape) => Refused(shape, "ImageNotFound", "Requested image not found");

    private static ImageId Refused(ImageIdShape shape, string code, string reason) =>
        new(shape, null, null, new ImageFailureShape(shape, code, reason));

    [GeneratedRegex(@"^[a-zA-Z0-9\-_+.]+:[a-fA-F0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DigestGrammar();
}
