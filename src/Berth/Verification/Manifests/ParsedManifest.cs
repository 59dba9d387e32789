namespace Berth.Verification.Manifests;

/// <summary>The parts of a manifest or an index that verification uses.</summary>
/// <param name="MediaType">The media type: the registry's, the document's own, or the one that its members show.</param>
/// <param name="Config">The configuration, for a manifest.</param>
/// <param name="Layers">The layers, for a manifest.</param>
/// <param name="Children">The entries, for an index.</param>
/// <param name="ArtifactType">The type of the artifact, for a manifest that is one.</param>
internal sealed record ParsedManifest(
    string MediaType,
    ImageDescriptor? Config,
    IReadOnlyList<ImageDescriptor> Layers,
    IReadOnlyList<ImageDescriptor> Children,
    string? ArtifactType)
{
    public bool IsIndex => RuntimeMediaTypes.IsIndex(MediaType);
}
