using Berth.Builders;

namespace Berth.Cli.Commands;

/// <summary>The names of the builders on the command line.</summary>
internal static class BuilderNames
{
    /// <summary>The name of each builder.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetNames<Builder>().Select(name => name.ToLowerInvariant())];

    /// <summary>The builder of a name, or <see langword="null"/> if there is none.</summary>
    public static Builder? Find(string? name) =>
        All.Contains(name) && Enum.TryParse<Builder>(name, ignoreCase: true, out var builder) ? builder : null;
}
