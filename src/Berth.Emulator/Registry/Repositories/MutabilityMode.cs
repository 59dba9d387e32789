namespace Berth.Emulator.Registry.Repositories;

/// <summary>The tag mutability mode of a repository. The exclusion filters invert it for the tags that they match.</summary>
internal enum MutabilityMode
{
    Mutable,
    Immutable,
    ImmutableWithExclusion,
    MutableWithExclusion,
}
