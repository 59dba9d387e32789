using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Settings;

namespace Berth.Repositories.Ensuring;

/// <summary>Reads a repository and its desired settings, in parallel.</summary>
internal sealed class RepositoryObserver(IEcrRepositories repositories, RepositoryName name, IReadOnlyList<ISetting> settings, Deadline deadline)
{
    // How long the description is waited for after another read has reported that the repository does not exist.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Observes the repository.</summary>
    /// <returns>What was observed; <see langword="null"/> if the repository does not exist.</returns>
    /// <exception cref="EcrException">It did not become known whether the repository exists, or the only answer is about another one.</exception>
    public async Task<ObservedRepository?> ObserveAsync(bool withSettings = true)
    {
        var describing = ReadAsync(token => repositories.DescribeRepositoryAsync(name, token), answer => answer is not null && IsAboutIt(answer));
        var reads = withSettings ? StartReads() : [];
        var proof = ProveExistenceAsync(reads.Values);
        await Task.WhenAny(describing, proof).ConfigureAwait(false);
        if (!describing.IsCompleted && await proof.ConfigureAwait(false) == false)
        {
            await Task.WhenAny(describing, Task.Delay(Grace, deadline.Time, deadline.Token)).ConfigureAwait(false);
            deadline.ThrowIfCallerCancelled();
            if (!describing.IsCompleted)
            {
                return null;
            }
        }

        var description = await describing.ConfigureAwait(false);
        if (description.Value is { } answer && !IsAboutIt(answer))
        {
            // The answer proves nothing about this repository; another read may.
            description = Reading<RepositoryDescription>.Failed(AboutAnother("DescribeRepositories", answer));
            if (await proof.ConfigureAwait(false) != true)
            {
                throw description.Failure!;
            }
        }
        else if (description.Failure is { } failure)
        {
            var exists = await proof.ConfigureAwait(false);
            if (exists != true)
            {
                return exists == false ? null : throw Unanswered(failure);
            }
        }
        else if (description.Value is null)
        {
            return null;
        }

        return withSettings ? await CollectAsync(description, reads).ConfigureAwait(false) : ObservedRepository.Unasked;
    }

    /// <summary>Observes a repository that exists; reads that lag behind its creation are repeated.</summary>
    public async Task<ObservedRepository> ObserveExistingAsync(bool withSettings = true)
    {
        deadline.RepositoryIsKnown();
        try
        {
            var observed = await Lag.RetryAsync(() => ObserveAsync(withSettings), static observed => observed is null, deadline).ConfigureAwait(false);
            return observed ?? ObservedRepository.Unreadable(settings, Unanswered(null));
        }
        catch (Exception failure)
        {
            deadline.ThrowIfCallerCancelled();
            return ObservedRepository.Unreadable(settings, failure);
        }
    }

    /// <summary>Returns whether a response describes the requested repository.</summary>
    public bool IsAboutIt(RepositoryDescription answer) =>
        answer.Name == name && answer.Account == repositories.Registry.Account;

    public EcrException AboutAnother(string operation, RepositoryDescription answer) => new(
        EcrErrorKind.WrongRepository,
        $"{operation} for repository {name} of {repositories.Registry} returned repository {answer.Name} of account {answer.Account}; "
        + "check what is between Berth and ECR: an endpoint override or a proxy")
    {
        Operation = operation,
        Registry = repositories.Registry,
        Repository = name,
    };

    // Only an existing repository can answer that it has no policy.
    private static async Task<bool?> ProveExistenceAsync(IReadOnlyCollection<Task<Reading<object>>> reads)
    {
        var answers = await Task.WhenAll(reads).ConfigureAwait(false);
        return answers.Any(static answer => answer.IsAnswered) ? true
            : answers.Any(static answer => IsNotFound(answer.Failure)) ? false
            : null;
    }

    private static bool IsNotFound(Exception? failure) => failure is EcrException { Kind: EcrErrorKind.RepositoryNotFound };

    private Dictionary<ISetting, Task<Reading<object>>> StartReads()
    {
        var reads = new Dictionary<ISetting, Task<Reading<object>>>();
        foreach (var setting in settings)
        {
            if (Start(setting) is { } read)
            {
                reads.Add(setting, read);
            }
        }

        return reads;
    }

    // A setting that the description holds has no read of its own.
    private Task<Reading<object>>? Start(ISetting setting)
    {
        try
        {
            return setting.StartRead(repositories, name, deadline.Token) is { } reading ? ReadAsync(_ => reading, static _ => true) : null;
        }
        catch (Exception failure)
        {
            deadline.ThrowIfCallerCancelled();
            return Task.FromResult(Reading<object>.Failed(failure));
        }
    }

    private async Task<ObservedRepository> CollectAsync(Reading<RepositoryDescription> description, Dictionary<ISetting, Task<Reading<object>>> reads)
    {
        var readings = new Dictionary<SettingName, Reading<object>>();
        foreach (var setting in settings)
        {
            readings[setting.Name] = reads.TryGetValue(setting, out var read)
                ? await CatchUpAsync(setting, read).ConfigureAwait(false)
                : description.Value is { } answer ? SettingGuard.Read(() => setting.ReadFrom(answer)) : Reading<object>.Failed(description.Failure!);
        }

        return new ObservedRepository(readings);
    }

    // The description reports the repository and another read does not find it: that read lags behind the creation.
    private async Task<Reading<object>> CatchUpAsync(ISetting setting, Task<Reading<object>> reading)
    {
        var first = await reading.ConfigureAwait(false);
        try
        {
            return IsNotFound(first.Failure)
                ? await Lag.RetryAsync(() => Start(setting)!, static again => IsNotFound(again.Failure), deadline).ConfigureAwait(false)
                : first;
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            return first;
        }
    }

    private async Task<Reading<T>> ReadAsync<T>(Func<CancellationToken, Task<T?>> call, Func<T?, bool> proves)
        where T : class
    {
        try
        {
            // The deadline also ends the wait for a call that ignores its token.
            var value = await call(deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            if (proves(value))
            {
                deadline.RepositoryIsKnown();
            }

            return Reading<T>.Of(value);
        }
        catch (Exception failure)
        {
            deadline.ThrowIfCallerCancelled();
            return Reading<T>.Failed(failure);
        }
    }

    private EcrException Unanswered(Exception? failure) => failure as EcrException ?? new EcrException(
        EcrErrorKind.Unreachable,
        failure is null or OperationCanceledException
            ? $"DescribeRepositories did not find repository {name} of {repositories.Registry} in time; try again, or allow more time"
            : $"DescribeRepositories for repository {name} of {repositories.Registry} failed: {failure.Message}; try again",
        failure)
    {
        Operation = "DescribeRepositories",
        Registry = repositories.Registry,
        Repository = name,
    };
}
