using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Cli.Output;

/// <summary>Writes the JSON of the command line: indented, with quotes and plus signs unescaped, because it is never embedded in HTML.</summary>
internal static class JsonOutput
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions CompactOptions = Options with { Indented = false };

    public static string Write(Action<Utf8JsonWriter> write) => Write(write, Options);

    public static string WriteCompact(Action<Utf8JsonWriter> write) => Write(write, CompactOptions);

    private static string Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
