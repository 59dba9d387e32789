namespace Berth.Repositories;

/// <summary>A setting of a repository that Berth keeps as desired.</summary>
public enum Setting
{
    /// <summary>The lifecycle policy.</summary>
    LifecyclePolicy,

    /// <summary>The tag mutability with its exclusion filters.</summary>
    TagMutability,

    /// <summary>The repository policy: who may do what in the repository.</summary>
    RepositoryPolicy,

    /// <summary>The resource tags.</summary>
    ResourceTags,

    /// <summary>Whether images are scanned when they are pushed.</summary>
    ScanOnPush,

    /// <summary>The encryption, which can only be chosen at creation.</summary>
    Encryption,
}
