using System.Security.Cryptography;
using Berth.Names;

namespace Berth.Testing;

/// <summary>A configuration or a layer.</summary>
internal sealed class TestBlob(string mediaType, ReadOnlyMemory<byte> content)
{
    public string MediaType { get; } = mediaType;

    public ReadOnlyMemory<byte> Content { get; } = content;

    public Digest Digest { get; } = Digest.OfSha256(SHA256.HashData(content.Span));
}
