namespace Berth.Aws.Images;

/// <summary>The answer to a batch of images to delete.</summary>
/// <param name="Images">What was deleted: an image and each of its tags, or a tag alone.</param>
/// <param name="Failures">Why the others were not.</param>
public sealed record DeletedImages(IReadOnlyList<ImageIdentifier> Images, IReadOnlyList<ImageFailure> Failures);
