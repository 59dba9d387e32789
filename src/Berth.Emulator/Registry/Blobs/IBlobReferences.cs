using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Finds out which blobs repositories have.</summary>
internal interface IBlobReferences
{
    /// <summary>Determines whether a repository of any registry has the blob. A blob that was linked before its pin was released is in use.</summary>
    ValueTask<bool> IsInUseAsync(Digest digest, CancellationToken cancellationToken);
}
