using System.Globalization;
using Berth.Names;

namespace Berth.Repositories.Settings;

/// <summary>The typed base of a setting.</summary>
/// <typeparam name="TDesired">The type of the desired value.</typeparam>
/// <typeparam name="TObserved">The type of the observed value.</typeparam>
internal abstract class Setting<TDesired, TObserved> : ISetting
{
    public abstract SettingName Name { get; }

    public bool IsDesired(DesiredSettings desired) => TryGetDesired(desired, out _);

    public string Fingerprint(DesiredSettings desired, ReconcilePolicy policy) =>
        TryGetDesired(desired, out var value)
            ? string.Create(CultureInfo.InvariantCulture, $"{Name}={value}|{ModeOf(policy)}")
            : string.Empty;

    public Task<object?>? StartRead(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        ReadAsync(repositories, repository, cancellationToken) is { } reading ? BoxAsync(reading) : null;

    public object? ReadFrom(RepositoryDescription description) => GetFrom(description);

    public object? ReadAfterCreation(RepositoryCreation creation, RepositoryDescription description) => GetAfterCreation(creation, description);

    public IEnumerable<SettingDrift> Compare(DesiredSettings desired, object? observed, ReconcilePolicy policy) =>
        TryGetDesired(desired, out var value) ? CompareAll(value, (TObserved?)observed, ModeOf(policy)) : [];

    public virtual RepositoryCreation AddToCreation(RepositoryCreation creation, DesiredSettings desired) => creation;

    public virtual RepositoryCreation RemoveFromCreation(RepositoryCreation creation) => creation;

    /// <summary>Gets the desired value, if there is one.</summary>
    protected abstract bool TryGetDesired(DesiredSettings desired, out TDesired value);

    /// <summary>Compares the desired value with the observed one.</summary>
    protected abstract IEnumerable<SettingDrift> CompareAll(TDesired desired, TObserved? observed, MergeMode mode);

    /// <summary>Gets how the desired value is combined with an operator's.</summary>
    protected virtual MergeMode ModeOf(ReconcilePolicy policy) => MergeMode.Replace;

    /// <summary>Reads the setting by its own API call, or returns <see langword="null"/> if the description holds it.</summary>
    protected virtual Task<TObserved?>? ReadAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) => null;

    /// <summary>Gets the setting from a description.</summary>
    protected virtual TObserved? GetFrom(RepositoryDescription description) => throw new NotSupportedException($"The description does not hold {Name}.");

    /// <summary>Gets the setting of a repository that was created a moment ago.</summary>
    protected virtual TObserved? GetAfterCreation(RepositoryCreation creation, RepositoryDescription description) => GetFrom(description);

    private static async Task<object?> BoxAsync(Task<TObserved?> reading) => await reading.ConfigureAwait(false);
}
