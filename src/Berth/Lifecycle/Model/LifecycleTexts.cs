namespace Berth.Lifecycle.Model;

/// <summary>ECR's messages about faults of lifecycle policies. Those that are not confirmed are separate, under "unconfirmed".</summary>
internal static class LifecycleTexts
{
    // Reported from ECR's answers.
    public const string NoSchemaMatches = "instance failed to match exactly one schema (matched 0 out of 2)";
    public const string OneUntagged = "Only one rule can select Untagged images per storage class";
    public const string AnyIsLast = "Rule for tagStatus=ANY must have the lowest priority per storage class";
    public const string ListNeeded = "Must specify tagPrefixList or tagPatternList when tagStatus=TAGGED.";

    // Known from other emulators.
    public const string NoPolicy = "Could not map policyString into LifecyclePolicy.";

    // Unconfirmed: ECR refuses these by its documentation, its words are not known. Change them here.
    public const string BothLists = "Only one of tagPrefixList and tagPatternList can be specified.";
    public const string ListNotAllowed = "Cannot specify tagPrefixList or tagPatternList when tagStatus is not TAGGED.";
    public const string PrefixSetsNotUnique = "Tag prefix lists must be unique per storage class";
    public const string PrioritiesNotUnique = "Rule priorities must be unique";
    public const string PulledOnlyTransitions = "countType=sinceImagePulled can only be used with action type transition";
    public const string TransitionedOnlyExpires = "countType=sinceImageTransitioned can only be used with action type expire";
    public const string TransitionedOnlyArchive = "countType=sinceImageTransitioned can only be used with storageClass archive";
    public const string OnlyStandard = "storageClass archive can only be used with countType=sinceImageTransitioned";
    public const string ArchiveDays = "countNumber must be at least 90 when countType=sinceImageTransitioned";

    public static string TooManyRules(int count) => $"array is too long: must have at most {LifecyclePolicy.MaxRules} elements but instance has {count} elements";

    public static string TooFewRules() => "array is too short: must have at least 1 elements but instance has 0 elements";

    public static string TooShort() => $"Member must have length greater than or equal to {LifecyclePolicy.MinTextLength}";

    public static string TooLong() => $"Member must have length less than or equal to {LifecyclePolicy.MaxTextLength}";

    public static string TooManyWildcards(string pattern) => $"Tag pattern '{pattern}' can contain at most {TagPattern.MaxWildcards} wildcards";

    public static string EmptyString() => "string \"\" is too short (length: 0, required minimum: 1)";

    public static string TooGreat(string found) => $"numeric instance is greater than the required maximum (maximum: {int.MaxValue}, found: {found})";

    // Forms.
    public static string Missing(IEnumerable<string> members) => $"object has missing required properties ([{Quoted(members, ",")}])";

    public static string NotAllowed(IEnumerable<string> members) =>
        $"object instance has properties which are not allowed by the schema: ([{Quoted(members, ",")}])";

    public static string WrongType(string found, string allowed) =>
        $"instance type ({found}) does not match any allowed primitive type (allowed: [\"{allowed}\"])";

    public static string NotInEnum(string found, IEnumerable<string> values) =>
        $"instance value ({found}) not found in enum :(possible values: [{Quoted(values, ", ")}])";

    public static string TooSmall(string found) => $"numeric instance is lower than the required minimum (minimum: 1, found: {found})";

    public static string Refusal(IEnumerable<string> reasons) =>
        $"Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: {string.Join('\n', reasons)}'";

    private static string Quoted(IEnumerable<string> members, string separator) =>
        string.Join(separator, members.Select(static member => $"\"{member}\""));
}
