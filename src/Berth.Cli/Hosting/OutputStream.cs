using Berth.Cli.Failures;

namespace Berth.Cli.Hosting;

/// <summary>stdout: a failed write is a fault of this machine with a message.</summary>
/// <param name="inner">The stream of the process.</param>
/// <param name="isClosed">Whether the process was started with stdout closed.</param>
internal sealed class OutputStream(Stream inner, bool isClosed) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (isClosed)
        {
            throw Refused("it is closed", null);
        }

        try
        {
            inner.Write(buffer);
        }
        catch (Exception exception) when (LocalException.IsCause(exception))
        {
            throw Refused(exception.Message.TrimEnd('.'), exception);
        }
    }

    private static LocalException Refused(string reason, Exception? cause) =>
        new(new Fault("stdout", $"the result cannot be written: {reason}", "redirect stdout to a file or program that can be written"), cause);
}
