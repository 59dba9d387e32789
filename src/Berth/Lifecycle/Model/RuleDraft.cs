namespace Berth.Lifecycle.Model;

/// <summary>A rule as it was written, before it is known to make sense. Members are <see langword="null"/> where they were at fault.</summary>
internal sealed class RuleDraft(string where)
{
    public int? Priority { get; set; }

    public string? Description { get; set; }

    public TagStatus? TagStatus { get; set; }

    public List<string> Patterns { get; set; } = [];

    public List<string> Prefixes { get; set; } = [];

    public StorageClass? StorageClass { get; set; }

    public CountType? CountType { get; set; }

    public int? CountNumber { get; set; }

    public LifecycleAction? Action { get; set; }

    /// <summary>The rule, or <see langword="null"/> where it contradicts itself; each contradiction is a fault.</summary>
    public LifecycleRule? Build(List<LifecyclePolicyFault> faults)
    {
        if (Priority is not { } priority || CountType is not { } type || CountNumber is not { } number || Action is null)
        {
            return null;
        }

        var before = faults.Count;
        var tags = BuildTags(faults);
        CheckStorageClass(type, faults);
        if (type == Lifecycle.Model.CountType.SinceImageTransitioned && number < LifecycleCount.MinArchiveDays)
        {
            faults.Add(At("/selection/countNumber", LifecycleTexts.ArchiveDays));
        }

        if (type == Lifecycle.Model.CountType.SinceImagePulled && Action != LifecycleAction.TransitionToArchive)
        {
            faults.Add(At("/action/type", LifecycleTexts.PulledOnlyTransitions));
        }

        if (type == Lifecycle.Model.CountType.SinceImageTransitioned && Action != LifecycleAction.Expire)
        {
            faults.Add(At("/action/type", LifecycleTexts.TransitionedOnlyExpires));
        }

        return faults.Count == before && tags is not null
            ? LifecycleRule.Create(priority, tags, LifecycleCount.Create(type, number), Action, Description)
            : null;
    }

    private TagSelection? BuildTags(List<LifecyclePolicyFault> faults)
    {
        // An empty list says nothing, so it is as if it were absent.
        if (TagStatus != Lifecycle.Model.TagStatus.Tagged)
        {
            if (Patterns.Count + Prefixes.Count > 0)
            {
                faults.Add(At("/selection", LifecycleTexts.ListNotAllowed));
                return null;
            }

            return TagStatus == Lifecycle.Model.TagStatus.Any ? TagSelection.Any : TagSelection.Untagged;
        }

        if (Patterns.Count > 0 == Prefixes.Count > 0)
        {
            faults.Add(At("/selection", Patterns.Count > 0 ? LifecycleTexts.BothLists : LifecycleTexts.ListNeeded));
            return null;
        }

        if (Prefixes.Count > 0)
        {
            return TagSelection.ByPrefixes(Prefixes);
        }

        var patterns = new List<TagPattern>(Patterns.Count);
        foreach (var (index, text) in Patterns.Index())
        {
            if (TagPattern.TryParse(text, out var pattern))
            {
                patterns.Add(pattern);
            }
            else
            {
                faults.Add(At($"/selection/tagPatternList/{index}", LifecycleTexts.TooManyWildcards(text)));
            }
        }

        return patterns.Count == Patterns.Count ? TagSelection.ByPatterns(patterns) : null;
    }

    private void CheckStorageClass(CountType type, List<LifecyclePolicyFault> faults)
    {
        var written = StorageClass ?? Lifecycle.Model.StorageClass.Standard;
        if (type == Lifecycle.Model.CountType.SinceImageTransitioned)
        {
            if (written != Lifecycle.Model.StorageClass.Archive)
            {
                faults.Add(At("/selection/storageClass", LifecycleTexts.TransitionedOnlyArchive));
            }
        }
        else if (written == Lifecycle.Model.StorageClass.Archive)
        {
            faults.Add(At("/selection/storageClass", LifecycleTexts.OnlyStandard));
        }
    }

    private LifecyclePolicyFault At(string member, string reason) => new(where + member, reason);
}
