namespace Berth.Repositories;

/// <summary>How a repository is brought to the desired settings: which ones, how gently, and how long at most.</summary>
public sealed record ReconcilePolicy
{
    /// <summary>The time that all settings of one preparation get together, unless configured: 5 seconds.</summary>
    public static readonly TimeSpan DefaultBudget = TimeSpan.FromSeconds(5);

    /// <summary>The time after which a preparation that still does not know whether the repository exists gives up, unless configured: 30 seconds.</summary>
    public static readonly TimeSpan DefaultExistenceTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Gets the policy with every default.</summary>
    public static ReconcilePolicy Default { get; } = new();

    /// <summary>Gets which existing repositories are reconciled; by default <see cref="ReconcileScope.Immutable"/>.</summary>
    public ReconcileScope Scope { get; init; }

    /// <summary>Gets how tag mutability's exclusion filters are combined with an operator's; by default united.</summary>
    public MergeMode TagMutability { get; init; }

    /// <summary>Gets how lifecycle rules are combined with an operator's; by default kept and added to.</summary>
    public MergeMode LifecyclePolicy { get; init; }

    /// <summary>Gets how the statements of the repository policy are combined with an operator's; by default united by their <c>Sid</c>.</summary>
    public MergeMode RepositoryPolicy { get; init; }

    /// <summary>Gets how resource tags are combined with foreign ones; by default foreign ones are left.</summary>
    public MergeMode ResourceTags { get; init; }

    /// <summary>
    /// Gets the time that settings get in one preparation, all together, from the moment at which the repository is known to exist. What is
    /// not done when it ends is cancelled, reported as unfinished, and done by the next deployment. Zero leaves everything to later.
    /// </summary>
    public TimeSpan Budget { get; init; } = DefaultBudget;

    /// <summary>Gets the time within which it must become known that the repository exists; the calls' own retries are included in it.</summary>
    public TimeSpan ExistenceTimeout { get; init; } = DefaultExistenceTimeout;
}
