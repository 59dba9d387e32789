using System.Text;
using System.Text.Json;
using Berth.Builders;
using Berth.Cli.Output;
using Berth.Deployments;
using Berth.Repositories.Changes;

namespace Berth.Cli.Commands;

/// <summary>Writes a prepared deployment in the formats of <c>--output</c>. The names in them are part of the interface.</summary>
internal static class PrepareOutput
{
    /// <summary>One JSON object.</summary>
    public static string Json(PreparedDeployment prepared) => JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, _, value) in Fields(prepared))
        {
            writer.WriteString(name, value);
        }

        writer.WriteBoolean("isEcr", prepared.IsEcr);
        writer.WriteBoolean("repositoryCreated", prepared.RepositoryCreated);
        writer.WriteStartObject("settings");
        writer.WriteString("outcome", NameOf(prepared.Settings.Outcome));
        writer.WriteStartArray("changes");
        foreach (var change in prepared.Settings.Changes)
        {
            WriteChange(writer, change);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }) + "\n";

    /// <summary>Lines for <c>eval</c>.</summary>
    public static string Environment(PreparedDeployment prepared, BuildCache cache) =>
        string.Concat(Fields(prepared)
            .Select(field => (field.Variable, field.Value))
            .Append(("CACHE_FROM", string.Join(' ', cache.ImportOptions)))
            .Append(("CACHE_TO", cache.ExportOption))
            .Select(field => $"BERTH_{field.Item1}={ShellWord.Quote(field.Item2)}\n"));

    /// <summary>Lines for the file from which GitHub Actions reads the outputs of a step.</summary>
    /// <seealso href="https://docs.github.com/actions/writing-workflows/choosing-what-your-workflow-does/workflow-commands-for-github-actions#multiline-strings"/>
    public static string GitHub(PreparedDeployment prepared, BuildCache cache)
    {
        var lines = new StringBuilder();
        foreach (var (name, _, value) in Fields(prepared))
        {
            lines.Append(name).Append('=').Append(value).Append('\n');
        }

        lines.Append("cache-from<<BERTH_LINES\n").AppendJoin('\n', cache.ImportOptions).Append("\nBERTH_LINES\n");
        lines.Append("cache-to=").Append(cache.ExportOption).Append('\n');
        lines.Append("isEcr=").Append(prepared.IsEcr ? "true" : "false").Append('\n');
        lines.Append("repositoryCreated=").Append(prepared.RepositoryCreated ? "true" : "false").Append('\n');
        lines.Append("settingsOutcome=").Append(NameOf(prepared.Settings.Outcome)).Append('\n');
        return lines.ToString();
    }

    /// <summary>The name of an outcome or setting: the member's name in camel case.</summary>
    public static string NameOf<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static void WriteChange(Utf8JsonWriter writer, ChangeReport change)
    {
        writer.WriteStartObject();
        writer.WriteString("setting", change.Setting.ToString());
        writer.WriteString("outcome", NameOf(change.Outcome));
        writer.WriteString("detail", change.Detail);
        writer.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Variable, string Value)> Fields(PreparedDeployment prepared) =>
    [
        ("image", "IMAGE", prepared.Image.ToString()),
        ("registry", "REGISTRY", prepared.Registry.ToString()),
        ("repository", "REPOSITORY", prepared.Repository.ToString()),
        ("tag", "TAG", prepared.Tag.ToString()),
        ("cacheImage", "CACHE_IMAGE", prepared.CacheImage.ToString()),
    ];
}
