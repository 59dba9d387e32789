using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories;

/// <summary>Reads a repository and those of its settings that are desired, all at once.</summary>
internal sealed class RepositoryObserver(IEcrRepositories repositories, RepositoryName name, DesiredSettings desired, Deadline deadline)
{
    // How long the description is waited for once another read has said that there is no such repository.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>Observes the repository.</summary>
    /// <returns>What was observed; <see langword="null"/> if there is no such repository.</returns>
    /// <exception cref="EcrException">It did not become known whether it exists, or the answer spoke of another one.</exception>
    public async Task<ObservedRepository?> ObserveAsync(bool withSettings = true)
    {
        var describing = ReadAsync(token => repositories.DescribeRepositoryAsync(name, token), answer => answer is not null && IsAboutIt(answer));
        var lifecycle = Ask(withSettings && desired.LifecyclePolicy is not null, token => repositories.GetLifecyclePolicyAsync(name, token));
        var policy = Ask(withSettings && desired.RepositoryPolicy is not null, token => repositories.GetRepositoryPolicyAsync(name, token));
        var tags = Ask<IReadOnlyList<ResourceTag>>(
            withSettings && desired.ResourceTags is not null,
            async token => await repositories.ListTagsAsync(name, token).ConfigureAwait(false));

        var witnesses = WitnessesAsync(lifecycle, policy, tags);
        await Task.WhenAny(describing, witnesses).ConfigureAwait(false);
        if (!describing.IsCompleted && await witnesses.ConfigureAwait(false) == false)
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
            throw AboutAnother("DescribeRepositories", answer);
        }

        if (description.Failure is { } failure)
        {
            var exists = await witnesses.ConfigureAwait(false);
            if (exists != true)
            {
                return exists == false ? null : throw Unanswered(failure);
            }
        }
        else if (description.Value is null)
        {
            return null;
        }

        return new ObservedRepository
        {
            Description = description,
            LifecyclePolicy = await CatchUpAsync(lifecycle, token => repositories.GetLifecyclePolicyAsync(name, token)).ConfigureAwait(false),
            RepositoryPolicy = await CatchUpAsync(policy, token => repositories.GetRepositoryPolicyAsync(name, token)).ConfigureAwait(false),
            ResourceTags = await CatchUpAsync<IReadOnlyList<ResourceTag>>(
                tags,
                async token => await repositories.ListTagsAsync(name, token).ConfigureAwait(false)).ConfigureAwait(false),
        };
    }

    /// <summary>Observes a repository that is known to exist; reads that lag behind its creation are repeated.</summary>
    public async Task<ObservedRepository> ObserveExistingAsync(bool withSettings = true)
    {
        deadline.RepositoryIsKnown();
        try
        {
            var observed = await Lag.RetryAsync(() => ObserveAsync(withSettings), static observed => observed is null, deadline).ConfigureAwait(false);
            return observed ?? new ObservedRepository { Description = Reading<RepositoryDescription>.Failed(Unanswered(null)) };
        }
        catch (Exception failure)
        {
            deadline.ThrowIfCallerCancelled();
            return new ObservedRepository { Description = Reading<RepositoryDescription>.Failed(failure) };
        }
    }

    /// <summary>Whether an answer speaks of the repository that it was asked for.</summary>
    public bool IsAboutIt(RepositoryDescription answer) =>
        answer.Name == name && answer.Account == repositories.Registry.Account;

    public EcrException AboutAnother(string operation, RepositoryDescription answer) => new(
        EcrErrorKind.WrongRepository,
        $"{operation} was asked for repository {name} of {repositories.Registry} and answered about {answer.Name} of account {answer.Account}; "
        + "check what stands between Berth and ECR: an endpoint override or a proxy")
    {
        Operation = operation,
        Registry = repositories.Registry,
        Repository = name,
    };

    private static async Task<bool?> WitnessesAsync(
        Task<Reading<string>> lifecycle,
        Task<Reading<string>> policy,
        Task<Reading<IReadOnlyList<ResourceTag>>> tags)
    {
        bool?[] words =
        [
            Word(await lifecycle.ConfigureAwait(false)),
            Word(await policy.ConfigureAwait(false)),
            Word(await tags.ConfigureAwait(false)),
        ];
        return words.Contains(true) ? true : words.Contains(false) ? false : null;
    }

    // Having no policy is something that only an existing repository can have.
    private static bool? Word<T>(Reading<T> reading)
        where T : class =>
        reading.IsAnswered ? true : IsNotFound(reading.Failure) ? false : null;

    private static bool IsNotFound(Exception? failure) => failure is EcrException { Kind: EcrErrorKind.RepositoryNotFound };

    private Task<Reading<T>> Ask<T>(bool isDesired, Func<CancellationToken, Task<T?>> call)
        where T : class =>
        isDesired ? ReadAsync(call, static _ => true) : Task.FromResult(Reading<T>.NotAsked);

    // The description says that the repository exists and another read that it does not: the latter lags behind the creation.
    private async Task<Reading<T>> CatchUpAsync<T>(Task<Reading<T>> reading, Func<CancellationToken, Task<T?>> call)
        where T : class
    {
        var first = await reading.ConfigureAwait(false);
        try
        {
            return IsNotFound(first.Failure)
                ? await Lag.RetryAsync(() => ReadAsync(call, static _ => true), static again => IsNotFound(again.Failure), deadline).ConfigureAwait(false)
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
            // A call that ignores its token is left behind: the deadline holds all the same.
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
            ? $"DescribeRepositories did not show repository {name} of {repositories.Registry} in time; try again, or allow it more time"
            : $"DescribeRepositories for repository {name} of {repositories.Registry} failed: {failure.Message}; try again",
        failure)
    {
        Operation = "DescribeRepositories",
        Registry = repositories.Registry,
        Repository = name,
    };
}
