namespace Berth.Verification.Push;

/// <summary>The outcomes of a check before a push.</summary>
public enum PushOutcome
{
    /// <summary>The tag does not exist: push the image.</summary>
    Free,

    /// <summary>The tag is the same image: no push is needed.</summary>
    AlreadyPushed,

    /// <summary>The tag is another image and may move: the push moves it.</summary>
    Moves,

    /// <summary>The tag is another image and immutable: ECR refuses the push.</summary>
    Conflict,

    /// <summary>The registry could not be read.</summary>
    Unknown,
}
