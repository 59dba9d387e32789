using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>Knows which blobs repositories hold.</summary>
internal interface IBlobReferences
{
    /// <summary>Says whether a repository of any registry holds the blob. A blob that was linked before its pin was let go is held.</summary>
    bool IsInUse(Digest digest);
}
