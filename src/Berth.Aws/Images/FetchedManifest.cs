namespace Berth.Aws.Images;

/// <summary>An image's manifest as ECR gave it.</summary>
/// <param name="Image">The image's digest, and the tag that it was asked by.</param>
/// <param name="Manifest">The manifest's text; its UTF-8 bytes have the digest, unless ECR translated the manifest for the media types asked for.</param>
/// <param name="MediaType">Its media type, if ECR says it.</param>
public sealed record FetchedManifest(ImageIdentifier Image, string Manifest, string? MediaType);
