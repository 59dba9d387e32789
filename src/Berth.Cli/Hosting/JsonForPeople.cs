using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Cli.Hosting;

/// <summary>JSON as the command line writes it: indented, and with quotes and plus signs readable, for it is never put into HTML.</summary>
internal static class JsonForPeople
{
    public static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
