namespace Berth.Lifecycle.Evaluation;

/// <summary>The reason for the verdict on an image.</summary>
public enum LifecycleReason
{
    /// <summary>No rule selects the image.</summary>
    NotSelected,

    /// <summary>The first rule that selects the image keeps it, and no other would act on it.</summary>
    WithinRule,

    /// <summary>The first rule that selects the image keeps it, and so protects it from a later rule that would act on it.</summary>
    Shielded,

    /// <summary>The first rule that selects the image acts on it.</summary>
    BeyondRule,

    /// <summary>The image is a referrer and goes where its subject goes, or stays as long as that stays.</summary>
    FollowsSubject,

    /// <summary>The first rule that selects the image would act on it, but an index of the repository lists it.</summary>
    ReferencedByIndex,
}
