using System.Collections.Immutable;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>Where changes are kept so that they outlive the process. The model in memory is the truth while it runs.</summary>
internal interface IJournal : IAsyncDisposable
{
    /// <summary>32 random bytes that belong to this state for good; tokens and sessions are sealed with keys drawn from it.</summary>
    ReadOnlyMemory<byte> Secret { get; }

    IReadOnlyList<StoredRepository> LoadRepositories();

    /// <summary>Loads a repository's images, or gives <see langword="null"/> where the journal keeps none and memory is all there is.</summary>
    ImageSet? LoadImages(long repository);

    /// <summary>Says whether any repository holds a layer, or <see langword="null"/> where the journal keeps nothing.</summary>
    bool? HoldsLayer(Digest digest);

    /// <summary>Writes entries as one unit. The task ends once they are durable; entries are written in the order of the calls.</summary>
    /// <exception cref="StorageException">They could not be written, and nothing of them was.</exception>
    Task AppendAsync(ImmutableArray<JournalEntry> entries);
}
