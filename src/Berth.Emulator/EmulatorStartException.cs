namespace Berth.Emulator;

/// <summary>The emulator cannot start: its port is taken, or its data directory cannot be used or belongs to another process.</summary>
public sealed class EmulatorStartException : BerthException
{
    /// <summary>Initializes a new instance of the <see cref="EmulatorStartException"/> class.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    public EmulatorStartException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
