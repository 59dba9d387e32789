using Berth.Repositories.Changes;

namespace Berth.Repositories.Settings.Mutability;

/// <summary>The tag mutability with its exclusion filters.</summary>
internal sealed class TagMutabilitySetting : Setting<TagMutability, TagMutability>
{
    /// <summary>The setting's name.</summary>
    public static readonly SettingName SettingName = SettingName.Parse("tagMutability");

    public static TagMutabilitySetting Instance { get; } = new();

    public override SettingName Name => SettingName;

    /// <summary>Returns why the scope leaves a repository of this mutability alone, or <see langword="null"/>.</summary>
    public static string? ReasonToSkip(ReconcileScope scope, TagMutability? desired, TagMutability observed) => scope switch
    {
        ReconcileScope.All => null,
        ReconcileScope.None => "reconcile 'none' leaves existing repositories unchanged",
        _ when desired is null || observed.Mode == TagMutabilityMode.Immutable || observed.Mode == desired.Mode => null,
        _ => $"the repository is {observed}, which an operator chose; reconcile 'all' would change it",
    };

    public override RepositoryCreation AddToCreation(RepositoryCreation creation, DesiredSettings desired) =>
        desired.TagMutability is { } value ? creation with { TagMutability = value } : creation;

    // A region or an account may not offer the exclusion modes; the plain mode can be changed later.
    public override RepositoryCreation RemoveFromCreation(RepositoryCreation creation) => creation.TagMutability.Mode switch
    {
        TagMutabilityMode.ImmutableWithExclusion => creation with { TagMutability = TagMutability.Immutable },
        TagMutabilityMode.MutableWithExclusion => creation with { TagMutability = TagMutability.Mutable },
        _ => creation,
    };

    internal static SettingDrift? Compare(TagMutability desired, TagMutability observed, MergeMode mode)
    {
        // The filters of an operator have the meaning of ours only in the same mode.
        if (mode == MergeMode.Replace || observed.Mode != desired.Mode)
        {
            return desired == observed ? null : Change(observed, desired);
        }

        ExclusionFilter[] missing = [.. desired.Filters.Where(filter => !observed.Filters.Any(present => present.Covers(filter)))];
        if (missing.Length == 0)
        {
            return null;
        }

        return TagMutability.Create(desired.Mode, observed.Filters.Concat(missing)) is { } union
            ? Change(observed, union)
            : new SettingDrift.Left(
                SettingName,
                ChangeOutcome.Conflict,
                $"the filters {string.Join(", ", missing.AsEnumerable())} do not fit beside the {observed.Filters.Count} present ones "
                + $"({string.Join(", ", observed.Filters)}): ECR accepts {TagMutability.MaxFilters}; remove one, or replace them all by mode 'replace'");
    }

    protected override bool TryGetDesired(DesiredSettings desired, out TagMutability value) => (value = desired.TagMutability!) is not null;

    protected override MergeMode ModeOf(ReconcilePolicy policy) => policy.TagMutability;

    protected override TagMutability? GetFrom(RepositoryDescription description) => description.TagMutability.Value;

    protected override IEnumerable<SettingDrift> CompareAll(TagMutability desired, TagMutability? observed, MergeMode mode) =>
        Compare(desired, observed ?? TagMutability.Mutable, mode) is { } drift ? [drift] : [];

    private static SettingDrift.Correctable Change(TagMutability from, TagMutability to) => new(new PutTagMutability(from, to));
}
