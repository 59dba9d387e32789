namespace Berth.Cli.Configuration;

/// <summary>The source of a setting's value: <c>berth.json:7</c>, <c>BERTH_HOST</c>, <c>--host</c>, <c>default</c>.</summary>
/// <param name="Text">The source's name.</param>
internal sealed record SettingSource(string Text)
{
    public static SettingSource Default { get; } = new("default");

    /// <summary>Whether the value comes from the command line.</summary>
    public bool IsOption => Text.StartsWith("--", StringComparison.Ordinal);

    public static SettingSource OfFile(string file, int line) => new($"{file}:{line}");

    public override string ToString() => Text;
}
