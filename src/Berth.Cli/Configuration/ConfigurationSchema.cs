using System.Text.Json;

namespace Berth.Cli.Configuration;

/// <summary>Writes the JSON schema of <c>berth.json</c> from the table of settings.</summary>
/// <seealso href="https://json-schema.org/draft/2020-12"/>
internal static class ConfigurationSchema
{
    private const string RegistryReference = "#/$defs/registry";

    public static void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        writer.WriteString("title", "Berth's configuration");
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);

        writer.WriteStartObject("properties");
        WriteProperty(writer, ConfigurationFile.SchemaKey, "string", "The schema of this file, for editors.");
        WriteProperty(writer, ConfigurationFile.DataKey, "string", "The directory of the embedded registry, relative to this file.");
        writer.WriteStartObject(ConfigurationFile.RegistryKey);
        writer.WriteString("$ref", RegistryReference);
        writer.WriteString("description", "The default registry.");
        writer.WriteEndObject();
        writer.WriteStartObject(ConfigurationFile.RegistriesKey);
        writer.WriteString("type", "object");
        writer.WriteString("description", "Further registries by name, chosen with --registry.");
        writer.WriteStartObject("propertyNames");
        writer.WriteString("pattern", "^[a-z0-9-]{1,64}$");
        writer.WriteEndObject();
        writer.WriteStartObject("additionalProperties");
        writer.WriteString("$ref", RegistryReference);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();

        writer.WriteStartObject("$defs");
        writer.WriteStartObject("registry");
        WriteGroup(writer, string.Empty);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, string prefix)
    {
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartObject("properties");
        foreach (var name in RegistrySettings.NamesBelow(prefix))
        {
            writer.WriteStartObject(name);
            if (RegistrySettings.Find(prefix + name) is { } setting)
            {
                WriteSetting(writer, setting);
            }
            else
            {
                WriteGroup(writer, prefix + name + ".");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteSetting(Utf8JsonWriter writer, RegistrySetting setting)
    {
        writer.WriteString("description", setting.Description);
        switch (setting.Type)
        {
            case SettingType.Switch:
                writer.WriteString("type", "boolean");
                break;
            case SettingType.Seconds:
                writer.WriteString("type", "number");
                writer.WriteNumber("minimum", 0);
                break;
            case SettingType.List:
                writer.WriteString("type", "array");
                WriteStringsBelow(writer, "items");
                break;
            case SettingType.Tags:
                WriteTypes(writer, "object", "string");
                WriteStringsBelow(writer, "additionalProperties");
                break;
            case SettingType.Document:
                WriteTypes(writer, "object", "string");
                break;
            case SettingType.Choice:
                writer.WriteStartArray("enum");
                foreach (var choice in setting.Choices)
                {
                    writer.WriteStringValue(choice);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteString("type", "string");
                break;
        }
    }

    private static void WriteProperty(Utf8JsonWriter writer, string name, string type, string description)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", type);
        writer.WriteString("description", description);
        writer.WriteEndObject();
    }

    private static void WriteTypes(Utf8JsonWriter writer, params ReadOnlySpan<string> types)
    {
        writer.WriteStartArray("type");
        foreach (var type in types)
        {
            writer.WriteStringValue(type);
        }

        writer.WriteEndArray();
    }

    private static void WriteStringsBelow(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "string");
        writer.WriteEndObject();
    }
}
