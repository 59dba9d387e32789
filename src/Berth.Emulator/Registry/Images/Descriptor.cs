using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>A descriptor in a manifest.</summary>
/// <param name="MediaType">The media type, if given.</param>
/// <param name="Digest">The digest.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="IsForeign">Whether it is a foreign layer, which is not pushed to the registry.</param>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md"/>
internal readonly record struct Descriptor(string? MediaType, Digest Digest, long Size, bool IsForeign);
