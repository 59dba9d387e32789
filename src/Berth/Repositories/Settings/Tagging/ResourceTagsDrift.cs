using Berth.Repositories.Changes;

namespace Berth.Repositories.Settings.Tagging;

/// <summary>How desired resource tags differ from those that a repository has.</summary>
internal static class ResourceTagsDrift
{
    private const string SystemPrefix = "aws:";

    /// <summary>The differences: tags to remove first, so that there is room for those to add.</summary>
    public static IEnumerable<SettingDrift> Between(ResourceTags desired, IReadOnlyList<ResourceTag> observed, MergeMode mode)
    {
        var present = observed.ToDictionary(static tag => tag.Key, StringComparer.Ordinal);
        var wanted = desired.List.ToDictionary(static tag => tag.Key, StringComparer.Ordinal);
        ResourceTag[] foreign = mode == MergeMode.Merge
            ? []
            : [.. observed.Where(tag => !wanted.ContainsKey(tag.Key) && !tag.Key.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase))];
        if (foreign.Length > 0)
        {
            yield return new SettingDrift.Correctable(new RemoveTags(foreign));
        }

        ResourceTag[] missing = [.. desired.List.Where(tag => !present.TryGetValue(tag.Key, out var other) || other != tag)];
        if (missing.Length == 0)
        {
            yield break;
        }

        // Tags of AWS's own do not count against the limit.
        var kept = observed.Count(static tag => !tag.Key.StartsWith(SystemPrefix, StringComparison.OrdinalIgnoreCase)) - foreign.Length;
        var total = kept + missing.Count(tag => !present.ContainsKey(tag.Key));
        yield return total > ResourceTags.MaxCount
            ? new SettingDrift.Left(
                ResourceTagsSetting.SettingName,
                ChangeOutcome.Conflict,
                $"{missing.Length} tags do not fit beside the present ones: together {total}, and ECR accepts {ResourceTags.MaxCount}; "
                + "remove some, or replace them all by mode 'replace'")
            : new SettingDrift.Correctable(new AddTags([.. missing.Select(tag => present.GetValueOrDefault(tag.Key)).OfType<ResourceTag>()], missing));
    }
}
