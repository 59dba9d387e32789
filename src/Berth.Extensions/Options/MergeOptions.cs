using Berth.Repositories;

namespace Berth.Extensions.Options;

/// <summary>How each setting is combined with what an operator has set: kept and added to, which is the default, or replaced.</summary>
public sealed class MergeOptions
{
    /// <summary>Gets or sets how exclusion filters are combined.</summary>
    public MergeMode TagMutability { get; set; }

    /// <summary>Gets or sets how lifecycle rules are combined.</summary>
    public MergeMode LifecyclePolicy { get; set; }

    /// <summary>Gets or sets how the statements of repository policies are combined.</summary>
    public MergeMode RepositoryPolicy { get; set; }

    /// <summary>Gets or sets how resource tags are combined.</summary>
    public MergeMode Tags { get; set; }
}
