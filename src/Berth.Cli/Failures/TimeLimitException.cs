using System.Globalization;

namespace Berth.Cli.Failures;

/// <summary>A command did not end within its time limit.</summary>
/// <param name="limit">The limit.</param>
internal sealed class TimeLimitException(TimeSpan limit) : BerthException(
    string.Create(CultureInfo.InvariantCulture, $"no complete answer came within {limit.TotalSeconds:0.###} s; check the network and the endpoint, or allow more time with --timeout or BERTH_TIMEOUT"));
