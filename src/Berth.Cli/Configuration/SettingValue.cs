namespace Berth.Cli.Configuration;

/// <summary>A setting's value, of the right type but not yet checked for its meaning.</summary>
/// <param name="Text">The value as text; for a document its JSON.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record SettingValue(string Text, SettingSource Source)
{
    /// <summary>The items of a list.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>The keys and values of tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs { get; init; } = [];
}
