namespace Berth.Repositories;

/// <summary>How desired tag mutability differs from what a repository has.</summary>
internal static class TagMutabilityDrift
{
    /// <summary>Why the scope leaves a repository of this mutability alone, or <see langword="null"/>.</summary>
    public static string? ReasonToSkip(ReconcileScope scope, TagMutability? desired, TagMutability observed) => scope switch
    {
        ReconcileScope.All => null,
        ReconcileScope.None => "reconcile is none: existing repositories are left as they are",
        _ when desired is null || observed.Mode == TagMutabilityMode.Immutable || observed.Mode == desired.Mode => null,
        _ => $"the repository is {observed}, which somebody chose; reconcile 'all' would change it",
    };

    public static SettingDrift? Between(TagMutability desired, TagMutability observed, MergeMode mode)
    {
        // Only in the same mode do an operator's filters mean what ours mean.
        if (mode == MergeMode.Replace || observed.Mode != desired.Mode)
        {
            return desired == observed ? null : Change(observed, desired);
        }

        ExclusionFilter[] missing = [.. desired.Filters.Where(filter => !observed.Filters.Any(present => present.Covers(filter)))];
        if (missing.Length == 0)
        {
            return null;
        }

        return TagMutability.Create(desired.Mode, observed.Filters.Concat(missing)) is { } united
            ? Change(observed, united)
            : new SettingDrift.Left(
                Setting.TagMutability,
                ChangeOutcome.Conflict,
                $"the filters {string.Join(", ", missing.AsEnumerable())} do not fit beside the {observed.Filters.Count} that are there "
                + $"({string.Join(", ", observed.Filters)}): ECR takes {TagMutability.MaxFilters}; remove one, or replace them all by mode 'replace'");
    }

    private static SettingDrift.Correctable Change(TagMutability from, TagMutability to) =>
        new(new RepositoryChange.PutTagMutability(from, to));
}
