using System.Globalization;
using System.Text.Json;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Cli.Configuration;

/// <summary>Turns a node of the file, or the text of a variable or option, into a value of the setting's type.</summary>
internal sealed class SettingParser(ICollection<Fault> faults, ICollection<string> warnings)
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    public SettingValue? FromNode(RegistrySetting setting, ConfigurationNode node, string where, SettingSource source, string directory)
    {
        var (fits, expected) = setting.Type switch
        {
            SettingType.Switch => (node.Kind is JsonTokenType.True or JsonTokenType.False, "true or false"),
            SettingType.Seconds => (node.Kind == JsonTokenType.Number, "a number of seconds"),
            SettingType.List => (
                node.Kind == JsonTokenType.StartArray && node.Items.All(item => item.Kind == JsonTokenType.String),
                "an array of strings"),
            SettingType.Tags => (
                node.Kind == JsonTokenType.String || (node.IsObject && node.Members.All(member => member.Value.Kind == JsonTokenType.String)),
                "an object whose values are strings, or a string such as \"team=web,cost-centre=42\""),
            SettingType.Document => (node.IsObject || node.Kind == JsonTokenType.String, "a JSON object, or \"@file\""),
            _ => (node.Kind == JsonTokenType.String, "a string"),
        };

        if (!fits)
        {
            faults.Add(new Fault(where, $"{node.KindName} does not fit here", $"give {expected}"));
            return null;
        }

        if (setting.Type == SettingType.Tags && node.Members.GroupBy(member => member.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            return Refuse(where, $"the key '{twice.Key}' is given twice", "keep one of the two");
        }

        return setting.Type switch
        {
            SettingType.List => new SettingValue(string.Join(',', node.Items.Select(item => item.Text)), source)
            {
                Items = [.. node.Items.Select(item => item.Text)],
            },
            SettingType.Tags when node.IsObject => OfPairs(
                node.Members.Select(member => KeyValuePair.Create(member.Name, member.Value.Text)), source),
            SettingType.Document when node.IsObject => new SettingValue(WithoutComments(node.Text), source),
            _ => FromText(setting, node.Text, where, source, directory),
        };
    }

    public SettingValue? FromText(RegistrySetting setting, string text, string where, SettingSource source, string directory)
    {
        switch (setting.Type)
        {
            case SettingType.Choice:
                var choice = setting.Choices.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
                return choice is null ? Refuse(where, $"'{text}' is no choice here", $"give one of {string.Join(", ", setting.Choices)}") : new SettingValue(choice, source);

            case SettingType.Switch:
                return bool.TryParse(text, out var on)
                    ? new SettingValue(on ? "true" : "false", source)
                    : Refuse(where, $"'{text}' is neither true nor false", "give one of the two");

            case SettingType.Seconds:
                return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
                    ? new SettingValue(text, source)
                    : Refuse(where, $"'{text}' is not a number of seconds", "give a number such as 5 or 2.5");

            case SettingType.List:
                return new SettingValue(text, source)
                {
                    Items = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                };

            case SettingType.Tags:
                return Tags(text, where, source);

            case SettingType.Document:
                return setting.Choices.Contains(text) ? new SettingValue(text, source) : Document(text, where, source, directory);

            default:
                return new SettingValue(text, source);
        }
    }

    private static SettingValue OfPairs(IEnumerable<KeyValuePair<string, string>> pairs, SettingSource source)
    {
        KeyValuePair<string, string>[] all = [.. pairs];
        return new SettingValue(string.Join(',', all.Select(pair => $"{pair.Key}={pair.Value}")), source) { Pairs = all };
    }

    // A document that is JSON as it stands is kept to the letter.
    private static string WithoutComments(string json)
    {
        if (IsJson(json))
        {
            return json;
        }

        using var document = JsonDocument.Parse(json, WithComments);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            document.RootElement.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private SettingValue? Tags(string text, string where, SettingSource source) =>
        ResourceTags.Parse(text, where, warnings, faults) is { } tags
            ? OfPairs(tags.List.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)), source)
            : null;

    private SettingValue? Refuse(string where, string what, string remedy)
    {
        faults.Add(new Fault(where, what, remedy));
        return null;
    }

    private SettingValue? Document(string text, string where, SettingSource source, string directory)
    {
        if (text.StartsWith('@'))
        {
            var path = Path.GetFullPath(text[1..], directory);
            try
            {
                text = File.ReadAllText(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return Refuse(where, $"the file '{path}' cannot be read: {exception.Message}", "name a file that exists and is readable");
            }
        }

        try
        {
            return new SettingValue(WithoutComments(text), source);
        }
        catch (JsonException exception)
        {
            return Refuse(
                where,
                $"the document is not JSON (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})",
                "give a JSON document, or @ and the name of a file with one");
        }
    }
}
