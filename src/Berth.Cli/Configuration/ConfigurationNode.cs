using System.Text.Json;

namespace Berth.Cli.Configuration;

/// <summary>A value in a configuration file, with its line.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Line">The line it begins on, counted from one.</param>
/// <param name="Text">A string's content, otherwise the value's JSON as it was written.</param>
internal sealed record ConfigurationNode(JsonTokenType Kind, int Line, string Text)
{
    /// <summary>An object's members, in the file's order, doubles included.</summary>
    public IReadOnlyList<ConfigurationMember> Members { get; init; } = [];

    /// <summary>An array's items.</summary>
    public IReadOnlyList<ConfigurationNode> Items { get; init; } = [];

    public bool IsObject => Kind == JsonTokenType.StartObject;

    /// <summary>The name of the kind, for messages.</summary>
    public string KindName => Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };
}
