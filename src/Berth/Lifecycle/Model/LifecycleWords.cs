namespace Berth.Lifecycle.Model;

/// <summary>The values in a policy's JSON for the values of the model.</summary>
internal static class LifecycleWords
{
    public const string Days = "days";

    // Each array is in the order of its enumeration.
    public static readonly string[] TagStatuses = ["any", "tagged", "untagged"];
    public static readonly string[] StorageClasses = ["standard", "archive"];
    public static readonly string[] CountTypes = ["imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"];
    public static readonly string[] Actions = ["expire", "transition"];

    public static string Of(TagStatus value) => TagStatuses[(int)value];

    public static string Of(StorageClass value) => StorageClasses[(int)value];

    public static string Of(CountType value) => CountTypes[(int)value];
}
