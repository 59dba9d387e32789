using System.Collections.Concurrent;
using System.Collections.Immutable;
using Berth.Images;

namespace Berth.Emulator.State;

/// <summary>The private registry of an account in a region: its repositories by name.</summary>
internal sealed class Registry(RegistryKey key, IJournal journal, Func<long> nextId) : IDisposable
{
    private readonly ConcurrentDictionary<RepositoryName, Repository> repositories = new();
    private readonly SemaphoreSlim turn = new(1, 1);
    private ImmutableSortedSet<string> names = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public RegistryKey Key => key;

    /// <summary>The names of all repositories in the order of their characters' codes.</summary>
    public ImmutableSortedSet<string> Names => Volatile.Read(ref names);

    public ICollection<Repository> Repositories => repositories.Values;

    public Repository? Find(RepositoryName name) => repositories.GetValueOrDefault(name);

    /// <summary>Creates a repository.</summary>
    /// <returns>The repository, or <see langword="null"/> if one of that name exists.</returns>
    public async ValueTask<Repository?> CreateAsync(
        RepositoryName name, RepositorySettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (repositories.ContainsKey(name))
            {
                return null;
            }

            var stored = new StoredRepository(nextId(), key, name, now, settings);
            await journal.AppendAsync([new JournalEntry.RepositoryCreated(stored)]).ConfigureAwait(false);
            return Add(stored);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Deletes a repository, unless it has images and they are not to go with it.</summary>
    /// <returns>Whether it was deleted by this call.</returns>
    public async ValueTask<bool> DeleteAsync(Repository repository, bool evenWithImages, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var deleted = await repository
                .DeleteAsync(images => evenWithImages || images.Images.IsEmpty, cancellationToken)
                .ConfigureAwait(false);
            if (deleted)
            {
                repositories.TryRemove(repository.Name, out _);
                Volatile.Write(ref names, names.Remove(repository.Name.ToString()));
            }

            return deleted;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Puts repositories here that the journal knows already.</summary>
    public void Restore(IEnumerable<StoredRepository> stored)
    {
        var builder = names.ToBuilder();
        foreach (var repository in stored)
        {
            repositories[repository.Name] = new Repository(repository, journal);
            builder.Add(repository.Name.ToString());
        }

        Volatile.Write(ref names, builder.ToImmutable());
    }

    public void Dispose()
    {
        turn.Dispose();
        foreach (var repository in repositories.Values)
        {
            repository.Dispose();
        }
    }

    private Repository Add(StoredRepository stored)
    {
        var repository = new Repository(stored, journal);
        repositories[stored.Name] = repository;
        Volatile.Write(ref names, names.Add(stored.Name.ToString()));
        return repository;
    }
}
