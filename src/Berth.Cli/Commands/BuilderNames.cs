using Berth.Builders;

namespace Berth.Cli.Commands;

/// <summary>The names of the builders on the command line.</summary>
internal static class BuilderNames
{
    /// <summary>The name of each builder.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetNames<Builder>().Select(name => name.ToLowerInvariant())];

    /// <summary>Returns the builder with a name, or <see langword="null"/> if the name is unknown.</summary>
    public static Builder? Find(string? name) =>
        All.Contains(name) && Enum.TryParse<Builder>(name, ignoreCase: true, out var builder) ? builder : null;
}
