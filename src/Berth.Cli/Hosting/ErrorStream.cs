using Berth.Cli.Failures;

namespace Berth.Cli.Hosting;

/// <summary>stderr: a failed write is ignored, because there is nowhere to report it, and the exit code still says how the command ended.</summary>
/// <param name="inner">The stream of the process.</param>
internal sealed class ErrorStream(Stream inner) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception exception) when (LocalException.IsCause(exception))
        {
            // See the summary.
        }
    }
}
