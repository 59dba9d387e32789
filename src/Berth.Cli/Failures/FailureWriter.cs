using System.Text.Json;
using Berth.Cli.Output;

namespace Berth.Cli.Failures;

/// <summary>Writes a failure to stderr: one line for each fault, which begins with <c>berth:</c>, or one JSON object.</summary>
internal static class FailureWriter
{
    public static void Write(TextWriter error, Failure failure, bool asJson)
    {
        if (asJson)
        {
            error.WriteLine(Json(failure));
            return;
        }

        foreach (var message in failure.Messages)
        {
            error.WriteLine($"berth: {OnOneLine(message)}");
        }
    }

    // A message may quote text from outside, which may have line breaks and other control characters.
    private static string OnOneLine(string message) => string.Create(message.Length, message, static (span, source) =>
    {
        for (var index = 0; index < span.Length; index++)
        {
            span[index] = char.IsControl(source[index]) ? ' ' : source[index];
        }
    });

    private static string Json(Failure failure) =>
        JsonOutput.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", failure.Kind.Code);
            writer.WriteNumber("exitCode", failure.ExitCode);
            writer.WriteString("message", string.Join('\n', failure.Messages));
            if (failure.Faults.Count > 0)
            {
                WriteFaults(writer, failure.Faults);
            }

            if (failure.Call is { } call)
            {
                writer.WriteStartObject("call");
                writer.WriteString("service", call.Service);
                writer.WriteString("operation", call.Operation);
                writer.WriteString("registry", call.Registry.ToString());
                WriteOptional(writer, "repository", call.Repository?.ToString());
                WriteOptional(writer, "awsCode", call.Code);
                WriteOptional(writer, "requestId", call.RequestId);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    private static void WriteFaults(Utf8JsonWriter writer, IReadOnlyList<Fault> faults)
    {
        writer.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            writer.WriteStartObject();
            writer.WriteString("where", fault.Where);
            writer.WriteString("what", fault.What);
            writer.WriteString("remedy", fault.Remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
