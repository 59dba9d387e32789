namespace Berth.Verification.Push;

/// <summary>What pushing an image to a tag would do.</summary>
public enum PushOutcome
{
    /// <summary>The tag does not exist: push.</summary>
    Free,

    /// <summary>The tag leads to this very image: done, nothing is to be pushed.</summary>
    AlreadyPushed,

    /// <summary>The tag leads to another image and may be moved: pushing moves it.</summary>
    Moves,

    /// <summary>The tag leads to another image and is immutable: pushing would be refused.</summary>
    Conflict,

    /// <summary>The registry could not be read: nothing is known.</summary>
    Unknown,
}
