namespace Berth.Emulator.Registry.Repositories;

/// <summary>Which tags of a repository may move; the exclusion filters turn the rule round for the tags that they match.</summary>
internal enum TagMutability
{
    Mutable,
    Immutable,
    ImmutableWithExclusion,
    MutableWithExclusion,
}
