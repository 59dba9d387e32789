using System.Text;
using System.Text.Json;
using Berth.Json;

namespace Berth.Cli.Configuration;

/// <summary>Reads JSON into nodes with their lines. Comments are allowed, because these files are written by hand; trailing commas are not.</summary>
internal static class ConfigurationNodeReader
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads one JSON text.</summary>
    /// <exception cref="JsonException">The text is not valid JSON; the exception has the line, counted from zero.</exception>
    public static ConfigurationNode Read(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith(Encoding.UTF8.Preamble))
        {
            json = json[Encoding.UTF8.Preamble.Length..];
        }

        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        var lines = new LineCounter(json);
        var root = ReadValue(ref reader, ref lines);
        reader.Read();
        return root;
    }

    private static ConfigurationNode ReadValue(ref Utf8JsonReader reader, ref LineCounter lines)
    {
        var start = (int)reader.TokenStartIndex;
        var line = lines.At(start);
        var kind = reader.TokenType;
        switch (kind)
        {
            case JsonTokenType.StartObject:
                var members = new List<ConfigurationMember>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = lines.TextOf(in reader);
                    var nameLine = lines.At((int)reader.TokenStartIndex);
                    reader.Read();
                    members.Add(new ConfigurationMember(name, nameLine, ReadValue(ref reader, ref lines)));
                }

                return new ConfigurationNode(kind, line, lines.Text(start, (int)reader.BytesConsumed)) { Members = members };

            case JsonTokenType.StartArray:
                var items = new List<ConfigurationNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(ReadValue(ref reader, ref lines));
                }

                return new ConfigurationNode(kind, line, lines.Text(start, (int)reader.BytesConsumed)) { Items = items };

            case JsonTokenType.String:
                return new ConfigurationNode(kind, line, lines.TextOf(in reader));

            default:
                return new ConfigurationNode(kind, line, lines.Text(start, (int)reader.BytesConsumed));
        }
    }

    private ref struct LineCounter(ReadOnlySpan<byte> json)
    {
        private readonly ReadOnlySpan<byte> json = json;
        private int offset;
        private int line = 1;

        public int At(int position)
        {
            line += json[offset..position].Count((byte)'\n');
            offset = position;
            return line;
        }

        public readonly string TextOf(ref readonly Utf8JsonReader reader) => ExternalJsonReader.ReadText(in reader, json);

        public readonly string Text(int start, int end) => Encoding.UTF8.GetString(json[start..end]);
    }
}
