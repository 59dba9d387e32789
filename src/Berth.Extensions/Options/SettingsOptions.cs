using Berth.Repositories;

namespace Berth.Extensions.Options;

/// <summary>What the repositories of a registry are to be like, and how existing ones are brought there.</summary>
public sealed class SettingsOptions
{
    /// <summary>The word that leaves a document's setting alone.</summary>
    public const string None = "none";

    /// <summary>Gets or sets the tag mutability.</summary>
    public TagMutabilityOptions TagMutability { get; set; } = new();

    /// <summary>
    /// Gets or sets the lifecycle policy as JSON; by default one rule that expires untagged images after 3 days. <see cref="None"/> leaves
    /// lifecycle policies alone.
    /// </summary>
    public string? LifecyclePolicy { get; set; }

    /// <summary>Gets or sets the repository policy as JSON; by default none, and then repository policies are left alone.</summary>
    public string? RepositoryPolicy { get; set; }

    /// <summary>Gets or sets whether images are scanned when they are pushed; by default that is left to ECR.</summary>
    public bool? ScanOnPush { get; set; }

    /// <summary>Gets or sets the encryption of new repositories.</summary>
    public EncryptionOptions Encryption { get; set; } = new();

    /// <summary>Gets or sets which existing repositories are brought to these settings; by default <see cref="ReconcileScope.Immutable"/>.</summary>
    public ReconcileScope Reconcile { get; set; }

    /// <summary>Gets or sets how each setting is combined with what an operator has set.</summary>
    public MergeOptions Merge { get; set; } = new();

    /// <summary>Gets or sets the time that all settings get together in one preparation; by default 5 seconds.</summary>
    public TimeSpan Budget { get; set; } = ReconcilePolicy.DefaultBudget;

    /// <summary>Gets or sets the time within which it must become known that the repository exists; by default 30 seconds.</summary>
    public TimeSpan ExistenceTimeout { get; set; } = ReconcilePolicy.DefaultExistenceTimeout;
}
