namespace Berth;

/// <summary>The root of the exceptions that Berth itself throws. Its leaves carry what a caller needs to act.</summary>
public abstract class BerthException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="BerthException"/> class.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    protected BerthException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
