namespace Berth.Aws.Images;

/// <summary>The answer to a batch of images asked for.</summary>
/// <param name="Manifests">The manifests that there are.</param>
/// <param name="Failures">Why the others are missing.</param>
public sealed record FetchedManifests(IReadOnlyList<FetchedManifest> Manifests, IReadOnlyList<ImageFailure> Failures);
