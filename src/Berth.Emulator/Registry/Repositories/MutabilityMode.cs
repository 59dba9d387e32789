namespace Berth.Emulator.Registry.Repositories;

/// <summary>Which tags of a repository can be overwritten. The exclusion filters invert the rule for the tags that they match.</summary>
internal enum MutabilityMode
{
    Mutable,
    Immutable,
    ImmutableWithExclusion,
    MutableWithExclusion,
}
