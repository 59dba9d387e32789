using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>What a manifest says of something that it lists.</summary>
/// <param name="MediaType">Its media type, as far as it is given.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="IsForeign">Whether it is a layer that is fetched from elsewhere and never pushed.</param>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/descriptor.md"/>
internal readonly record struct Descriptor(string? MediaType, Digest Digest, long Size, bool IsForeign);
