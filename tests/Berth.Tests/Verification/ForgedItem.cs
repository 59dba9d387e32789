using Berth.Names;

namespace Berth.Tests.Verification;

/// <summary>A manifest or blob, and what it refers to.</summary>
internal sealed record ForgedItem(string MediaType, Digest Digest, byte[] Bytes, IReadOnlyList<ForgedItem> Parts)
{
    /// <summary>Gets this and everything below it, the deepest first: the order in which a push sends it.</summary>
    public IEnumerable<ForgedItem> All => Parts.SelectMany(part => part.All).Append(this);

    public bool IsManifest => MediaType.Contains("manifest", StringComparison.Ordinal) || MediaType.Contains("index", StringComparison.Ordinal);
}
