using System.Globalization;
using Berth.Verification;
using Berth.Verification.Verdicts;

namespace Berth.Cli.Commands;

/// <summary>Shows on one line of a terminal how waiting for an image goes, and keeps the last verdict.</summary>
/// <param name="terminal">The terminal.</param>
internal sealed class WaitProgressWriter(TextWriter terminal) : IProgress<WaitProgress>
{
    private const string ClearLine = "\r\u001b[K";

    private volatile ImageVerdict? last;

    /// <summary>The last verdict, or <see langword="null"/> before the first one.</summary>
    public ImageVerdict? Last => last;

    public void Report(WaitProgress value)
    {
        last = value.Verdict;
        terminal.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{ClearLine}waiting for {value.Verdict.Image}: {value.Verdict.Name} after {value.Elapsed.TotalSeconds:0} s, next attempt in {value.NextLookIn.TotalSeconds:0} s"));
    }

    /// <summary>Clears the line.</summary>
    public void Clear()
    {
        if (last is not null)
        {
            terminal.Write(ClearLine);
        }
    }
}
