using System.Collections.Immutable;
using System.Security.Cryptography;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>Keeps nothing: the state lives and dies with the process.</summary>
internal sealed class NullJournal : IJournal
{
    public ReadOnlyMemory<byte> Secret { get; } = RandomNumberGenerator.GetBytes(32);

    public IReadOnlyList<StoredRepository> LoadRepositories() => [];

    public ImageSet? LoadImages(long repository) => null;

    public bool? HoldsLayer(Digest digest) => null;

    public Task AppendAsync(ImmutableArray<JournalEntry> entries) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
