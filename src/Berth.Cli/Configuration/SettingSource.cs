namespace Berth.Cli.Configuration;

/// <summary>Where a setting's value comes from, as its giver knows it: <c>berth.json:7</c>, <c>BERTH_HOST</c>, <c>--host</c>, <c>default</c>.</summary>
/// <param name="Text">The source's name.</param>
internal sealed record SettingSource(string Text)
{
    public static SettingSource Default { get; } = new("default");

    public static SettingSource OfFile(string file, int line) => new($"{file}:{line}");

    public override string ToString() => Text;
}
