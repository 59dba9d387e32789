namespace Berth.Emulator.Storage;

/// <summary>The store failed to read or write; of a write, nothing is visible.</summary>
public sealed class StorageException : BerthException
{
    /// <summary>Initializes a new instance of the <see cref="StorageException"/> class.</summary>
    /// <param name="message">What failed, why, and what to do.</param>
    /// <param name="innerException">The cause, if it is another exception.</param>
    public StorageException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
