namespace Berth.Cli.Failures;

/// <summary>A fault of this machine: a port in use, a file that cannot be read or written, a missing library.</summary>
/// <param name="fault">What is wrong, where, and what to do.</param>
/// <param name="innerException">The cause.</param>
internal sealed class LocalException(Fault fault, Exception? innerException = null)
    : BerthException(fault.ToString(), innerException)
{
    /// <summary>Whether an exception is how the base class library reports a fault of a file or stream.</summary>
    public static bool IsCause(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
