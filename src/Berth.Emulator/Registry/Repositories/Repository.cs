using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// A repository. Reading takes an immutable value and never waits; changes are decided one after another, written to the journal, and
/// become visible once they are durable.
/// </summary>
internal sealed class Repository : IDisposable
{
    private readonly IJournal journal;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lock loading = new();
    private volatile RepositorySettings settings;
    private volatile ImageSet? images;
    private volatile bool isDeleted;

    public Repository(StoredRepository stored, IJournal journal)
    {
        Id = stored.Id;
        Registry = stored.Registry;
        Name = stored.Name;
        CreatedAt = stored.CreatedAt;
        Arn = Names.Arn.OfRepository(stored.Registry.Account, stored.Registry.Region, stored.Name).ToString();
        settings = stored.Settings;
        this.journal = journal;
    }

    public long Id { get; }

    public RegistryKey Registry { get; }

    public RepositoryName Name { get; }

    public string Arn { get; }

    public DateTimeOffset CreatedAt { get; }

    public RepositorySettings Settings => settings;

    /// <summary>The images as they are now; read from the journal at the first touch.</summary>
    public ImageSet Images => images ?? Load();

    /// <summary>Whether the images are in memory already.</summary>
    public bool IsLoaded => images is not null;

    public bool IsDeleted => isDeleted;

    /// <summary>Decides a change and makes it durable. A <paramref name="decide"/> that throws changes nothing.</summary>
    /// <returns>What <paramref name="decide"/> answered, or <see langword="default"/> if the repository was deleted meanwhile.</returns>
    public async ValueTask<EditResult<T>> EditAsync<T>(Func<RepositoryEdit, T> decide, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (isDeleted)
            {
                return EditResult<T>.Gone;
            }

            var edit = new RepositoryEdit(Id, settings, Images);
            var answer = decide(edit);
            if (edit.Entries is { IsEmpty: false } entries)
            {
                await journal.AppendAsync(entries).ConfigureAwait(false);
                settings = edit.Settings;
                images = edit.Images;
            }

            return new EditResult<T>(answer);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Deletes the repository if <paramref name="allows"/> says so of its images.</summary>
    public async ValueTask<bool> DeleteAsync(Func<ImageSet, bool> allows, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (isDeleted || !allows(Images))
            {
                return false;
            }

            await journal.AppendAsync([new JournalEntry.RepositoryDeleted(Id)]).ConfigureAwait(false);
            isDeleted = true;
            images = ImageSet.Empty;
            return true;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private ImageSet Load()
    {
        lock (loading)
        {
            return images ??= journal.LoadImages(Id) ?? ImageSet.Empty;
        }
    }
}
