namespace Berth.Lifecycle.Model;

/// <summary>The action of a rule: expire images, or move them to the archive.</summary>
public sealed record LifecycleAction
{
    private LifecycleAction(string type, StorageClass? targetStorageClass)
    {
        Type = type;
        TargetStorageClass = targetStorageClass;
    }

    /// <summary>Gets the action that removes an image: <c>{"type":"expire"}</c>.</summary>
    public static LifecycleAction Expire { get; } = new("expire", null);

    /// <summary>Gets the action that archives an image: <c>{"type":"transition","targetStorageClass":"archive"}</c>.</summary>
    public static LifecycleAction TransitionToArchive { get; } = new("transition", StorageClass.Archive);

    /// <summary>Gets the action's name in a policy: <c>expire</c> or <c>transition</c>. ECR's API uses the same name in upper case.</summary>
    public string Type { get; }

    /// <summary>Gets the class that images move to, or <see langword="null"/> where they expire.</summary>
    public StorageClass? TargetStorageClass { get; }

    /// <summary>The action's name.</summary>
    /// <returns><c>expire</c> or <c>transition</c>.</returns>
    public override string ToString() => Type;
}
