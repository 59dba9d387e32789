namespace Berth.Cli.Failures;

/// <summary>This machine is in the way of what was asked: a port in use, a file that cannot be read or written.</summary>
/// <param name="fault">What is wrong, where, and what to do.</param>
/// <param name="innerException">The cause.</param>
internal sealed class LocalException(Fault fault, Exception? innerException = null)
    : BerthException(fault.ToString(), innerException);
