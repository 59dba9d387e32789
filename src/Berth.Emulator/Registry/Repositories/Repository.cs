using System.Collections.Concurrent;
using Berth.Emulator.Registry.Events;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Changes;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// A repository. Readers use an immutable state and never wait for a change. Changes are decided one after another, stored in groups, and
/// visible when they are durable. The images are loaded from the store at the first request that needs them.
/// </summary>
internal sealed class Repository
{
    /// <summary>How far the recorded time of a pull may lag behind the last pull; ECR documents a day.</summary>
    public static readonly TimeSpan PullLag = TimeSpan.FromHours(1);

    private const int MaxWaitingPulls = 1024;

    private readonly RegistryServices services;
    private readonly CommitQueue queue;
    private readonly ConcurrentQueue<(Digest Digest, DateTimeOffset At)> pulls = new();
    private Task? loading;

    public Repository(StoredRepository stored, RepositorySettings settings, RegistryServices services, bool isNew)
    {
        Id = stored.Id;
        Registry = new RegistryKey(stored.Account, stored.Region);
        Name = stored.Name;
        CreatedAt = stored.CreatedAt;
        this.services = services;
        queue = new CommitQueue(new RepositorySnapshot(settings, isNew ? ImageSet.Empty : null), services.Store, services.Events);
    }

    public long Id { get; }

    public RegistryKey Registry { get; }

    public RepositoryName Name { get; }

    public string Arn => Names.Arn.OfRepository(Registry.Account, Registry.Region, Name).ToString();

    public DateTimeOffset CreatedAt { get; }

    public RepositorySettings Settings => queue.Committed.Settings;

    /// <summary>The images, if a request has loaded them already.</summary>
    public ImageSet? LoadedImages => queue.Committed.Images;

    public bool IsDeleted => queue.Committed.IsDeleted;

    /// <summary>Gets the images. The first call loads them, which delays calls for this repository only.</summary>
    public ValueTask<ImageSet> GetImagesAsync(CancellationToken cancellationToken) =>
        LoadedImages is { } images ? ValueTask.FromResult(images) : new ValueTask<ImageSet>(LoadAsync(cancellationToken));

    /// <summary>Reads the manifest of an image.</summary>
    /// <returns>The manifest, or <see langword="null"/> if the image was deleted meanwhile.</returns>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadManifestAsync(StoredImage image, CancellationToken cancellationToken)
    {
        if (services.Manifests.TryFind(Id, image.Digest, out var cached))
        {
            return cached;
        }

        var manifest = await services.Store.ReadManifestAsync(Id, image.Digest, cancellationToken).ConfigureAwait(false);
        if (manifest is { } read)
        {
            services.Manifests.Add(Id, image.Digest, read);
        }

        return manifest;
    }

    /// <summary>
    /// Decides a change and makes it durable. A <paramref name="decide"/> that throws changes nothing. The result is returned when the state
    /// that it is based on is durable, also if nothing is changed.
    /// </summary>
    /// <returns>The result of <paramref name="decide"/>, or <see cref="EditResult{T}.Gone"/> if the repository was deleted meanwhile.</returns>
    /// <exception cref="StorageException">The change could not be stored.</exception>
    public async ValueTask<EditResult<T>> EditAsync<T>(Func<RepositoryEdit, T> decide, CancellationToken cancellationToken)
    {
        await GetImagesAsync(cancellationToken).ConfigureAwait(false);
        EditResult<T> result;
        Task? durable;
        var mustRun = false;
        lock (queue.Gate)
        {
            ApplyPulls();
            var newest = queue.Newest;
            if (newest.IsDeleted)
            {
                result = EditResult<T>.Gone;
            }
            else
            {
                var edit = new RepositoryEdit(this, newest.Settings, newest.Images!);
                result = new EditResult<T>(decide(edit));
                mustRun = edit.Changes.Count > 0
                    && queue.Add(newest with { Settings = edit.Settings, Images = edit.Images }, edit.Changes, edit.Events);
            }

            durable = queue.Pending;
        }

        await CommitAsync(mustRun, durable).ConfigureAwait(false);
        return result;
    }

    /// <summary>Deletes the repository if <paramref name="allows"/> returns <see langword="true"/> for its images.</summary>
    /// <returns>Whether this call deleted it.</returns>
    public async ValueTask<bool> DeleteAsync(Func<ImageSet, bool> allows, CancellationToken cancellationToken)
    {
        await GetImagesAsync(cancellationToken).ConfigureAwait(false);
        Task? durable;
        bool deletes;
        var mustRun = false;
        lock (queue.Gate)
        {
            deletes = !queue.Newest.IsDeleted && allows(queue.Newest.Images!);
            if (deletes)
            {
                mustRun = queue.Add(
                    queue.Newest with { Images = ImageSet.Empty, IsDeleted = true },
                    [new RepositoryDeleted(Id)],
                    [new RepositoryDeletedEvent(Registry.Account, Registry.Region, Name)]);
            }

            durable = queue.Pending;
        }

        await CommitAsync(mustRun, durable).ConfigureAwait(false);
        return deletes;
    }

    /// <summary>Records a pull, unless a pull of the last hour is recorded. Never waits: neither for a change nor for the store.</summary>
    public void RecordPull(StoredImage image, DateTimeOffset now)
    {
        if (image.LastPulledAt is { } last && now - last < PullLag && now >= last)
        {
            return;
        }

        services.Pulls.Add(Id, image.Digest, now);
        if (pulls.Count < MaxWaitingPulls)
        {
            pulls.Enqueue((image.Digest, now));
        }

        // A change that is being decided applies them, or the next one.
        if (queue.Gate.TryEnter())
        {
            try
            {
                ApplyPulls();
            }
            finally
            {
                queue.Gate.Exit();
            }
        }
    }

    private async ValueTask CommitAsync(bool mustRun, Task? durable)
    {
        if (mustRun)
        {
            _ = queue.RunAsync();
        }

        if (durable is not null)
        {
            await durable.ConfigureAwait(false);
        }
    }

    private void ApplyPulls()
    {
        while (pulls.TryDequeue(out var pull))
        {
            queue.Update(state => state.WithPull(pull.Digest, pull.At));
        }
    }

    private async Task<ImageSet> LoadAsync(CancellationToken cancellationToken)
    {
        Task shared;
        lock (queue.Gate)
        {
            shared = loading ??= Task.Run(LoadOnceAsync, CancellationToken.None);
        }

        await shared.WaitAsync(cancellationToken).ConfigureAwait(false);
        return LoadedImages!;
    }

    private async Task LoadOnceAsync()
    {
        try
        {
            var contents = await services.Store.LoadContentsAsync(Id, CancellationToken.None).ConfigureAwait(false);
            var images = ImageSet.Of(contents);
            lock (queue.Gate)
            {
                queue.Update(state => state with { Images = images });
            }
        }
        catch
        {
            lock (queue.Gate)
            {
                loading = null;
            }

            throw;
        }
    }
}
