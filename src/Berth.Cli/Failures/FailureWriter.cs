using System.Text.Json;
using Berth.Cli.Hosting;

namespace Berth.Cli.Failures;

/// <summary>Tells people (one line each on stderr, led by <c>berth:</c>) or programs (one JSON object on stderr) what went wrong.</summary>
internal static class FailureWriter
{
    public static int Write(CommandHost host, Failure failure, bool asJson)
    {
        if (asJson)
        {
            host.People.WriteLine(Json(failure));
        }
        else
        {
            foreach (var message in failure.Messages)
            {
                host.People.WriteLine($"berth: {message}");
            }
        }

        return failure.ExitCode;
    }

    private static string Json(Failure failure) =>
        JsonForPeople.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteString("code", failure.Code);
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
