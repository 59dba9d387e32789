using System.Collections.Concurrent;
using System.Collections.Immutable;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>The private registry of an account in a region: its repositories by name.</summary>
internal sealed class RegistryState(RegistryKey key, IJournal journal, Func<long> nextId) : IDisposable
{
    private readonly ConcurrentDictionary<RepositoryName, Repository> repositories = new();
    private readonly Dictionary<RepositoryName, TaskCompletionSource> creations = [];
    private readonly Lock gate = new();
    private ImmutableSortedSet<string> names = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public RegistryKey Key => key;

    /// <summary>The names of all repositories in the order of their characters' codes.</summary>
    public ImmutableSortedSet<string> Names => Volatile.Read(ref names);

    public ICollection<Repository> Repositories => repositories.Values;

    public Repository? Find(RepositoryName name) => repositories.GetValueOrDefault(name);

    /// <summary>
    /// Creates a repository. Creations of different names go on side by side, so that they share commits; whoever comes second to a name waits for
    /// what becomes of the first.
    /// </summary>
    /// <returns>The repository, or <see langword="null"/> if one of that name exists.</returns>
    public async ValueTask<Repository?> CreateAsync(
        RepositoryName name, RepositorySettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var creation = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!TryBegin(name, creation, out var other))
        {
            if (other is null)
            {
                return null;
            }

            await other.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var stored = new StoredRepository(nextId(), key, name, now, settings);
            await journal.AppendAsync([new JournalEntry.RepositoryCreated(stored)]).ConfigureAwait(false);
            return Add(stored);
        }
        finally
        {
            lock (gate)
            {
                creations.Remove(name);
            }

            creation.SetResult();
        }
    }

    /// <summary>Deletes a repository, unless it has images and they are not to go with it.</summary>
    /// <returns>Whether it was deleted by this call.</returns>
    public async ValueTask<bool> DeleteAsync(Repository repository, bool evenWithImages, CancellationToken cancellationToken)
    {
        var deleted = await repository
            .DeleteAsync(images => evenWithImages || images.Images.IsEmpty, cancellationToken)
            .ConfigureAwait(false);
        if (deleted)
        {
            lock (gate)
            {
                repositories.TryRemove(repository.Name, out _);
                Volatile.Write(ref names, names.Remove(repository.Name.ToString()));
            }
        }

        return deleted;
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
        foreach (var repository in repositories.Values)
        {
            repository.Dispose();
        }
    }

    /// <summary>Begins a creation, unless the name is taken or being taken.</summary>
    /// <param name="name">The name.</param>
    /// <param name="creation">What others of that name wait for from now on.</param>
    /// <param name="other">The creation to wait for where one is under way; <see langword="null"/> where the repository exists.</param>
    private bool TryBegin(RepositoryName name, TaskCompletionSource creation, out Task? other)
    {
        lock (gate)
        {
            other = creations.GetValueOrDefault(name)?.Task;
            return other is null && !repositories.ContainsKey(name) && creations.TryAdd(name, creation);
        }
    }

    private Repository Add(StoredRepository stored)
    {
        var repository = new Repository(stored, journal);
        lock (gate)
        {
            repositories[stored.Name] = repository;
            Volatile.Write(ref names, names.Add(stored.Name.ToString()));
        }

        return repository;
    }
}
