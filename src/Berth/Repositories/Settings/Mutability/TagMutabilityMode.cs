namespace Berth.Repositories.Settings.Mutability;

/// <summary>Whether existing tags of a repository may be moved to another image.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"/>
public enum TagMutabilityMode
{
    /// <summary>Every tag may move. ECR's default.</summary>
    Mutable,

    /// <summary>No tag may move.</summary>
    Immutable,

    /// <summary>Tags that an exclusion filter matches may move, others may not.</summary>
    ImmutableWithExclusion,

    /// <summary>Tags that an exclusion filter matches may not move, others may.</summary>
    MutableWithExclusion,
}
