using Berth.Lifecycle.Model;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Repositories;

/// <summary>The desired settings of repositories. A setting that is <see langword="null"/> is not desired: it is neither read nor changed.</summary>
public sealed record DesiredSettings
{
    /// <summary>
    /// Gets Berth's own settings: <c>IMMUTABLE_WITH_EXCLUSION</c> with the filter <c>cache</c>, untagged images expire after 3 days, AES256.
    /// </summary>
    public static DesiredSettings Default { get; } = new()
    {
        TagMutability = TagMutability.Create(TagMutabilityMode.ImmutableWithExclusion, [ExclusionFilter.Cache]),
        LifecyclePolicy = LifecyclePolicy.Default,
        Encryption = Encryption.Aes256,
    };

    /// <summary>Gets the desired tag mutability.</summary>
    public TagMutability? TagMutability { get; init; }

    /// <summary>Gets the desired lifecycle policy.</summary>
    public LifecyclePolicy? LifecyclePolicy { get; init; }

    /// <summary>Gets the desired repository policy.</summary>
    public RepositoryPolicy? RepositoryPolicy { get; init; }

    /// <summary>Gets the desired resource tags.</summary>
    public ResourceTags? ResourceTags { get; init; }

    /// <summary>Gets whether images are to be scanned when they are pushed.</summary>
    public bool? ScanOnPush { get; init; }

    /// <summary>Gets the desired encryption. It is given to new repositories; on existing ones a difference is a conflict.</summary>
    public Encryption? Encryption { get; init; }
}
