using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Cli.Output;
using Berth.Verification.Push;
using Berth.Verification.Verdicts;

namespace Berth.Cli.Commands;

/// <summary>Writes a verdict, and gives its exit code. Names and codes are part of the interface.</summary>
internal static class VerifyOutput
{
    public static int ExitCodeOf(ImageVerdict verdict) => verdict switch
    {
        ImageFound => ExitCodes.Success,
        ImageMissing => ExitCodes.NotFound,
        ImageUnrunnable => ExitCodes.NotVerified,
        _ => ExitCodeOf(((ImageUnknown)verdict).Cause),
    };

    public static int ExitCodeOf(PushAnswer answer) => answer.Outcome switch
    {
        PushOutcome.AlreadyPushed => ExitCodes.Success,
        PushOutcome.Free or PushOutcome.Moves => ExitCodes.NotFound,
        PushOutcome.Conflict => ExitCodes.Conflict,
        _ => answer.Cause is { } cause ? ExitCodeOf(cause) : ExitCodes.NotVerified,
    };

    /// <summary>One JSON object.</summary>
    public static string Json(ImageVerdict verdict) => JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("image", verdict.Image.ToString());
        writer.WriteString("verdict", verdict.Name);
        switch (verdict)
        {
            case ImageFound found:
                WriteFound(writer, found);
                break;
            case ImageMissing missing:
                writer.WriteString("missing", PrepareOutput.NameOf(missing.Absence.Kind));
                writer.WriteString("detail", missing.Absence.Detail);
                break;
            case ImageUnrunnable unrunnable:
                WriteOptional(writer, "digest", unrunnable.Digest?.ToString());
                WriteReasons(writer, unrunnable);
                break;
            case ImageUnknown unknown:
                WriteCause(writer, unknown.Cause);
                break;
        }

        writer.WriteEndObject();
    });

    /// <summary>One JSON object.</summary>
    public static string Json(PushAnswer answer) => JsonOutput.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("image", answer.Image.ToString());
        writer.WriteString("push", PrepareOutput.NameOf(answer.Outcome));
        writer.WriteString("digest", answer.Wanted.ToString());
        WriteOptional(writer, "existing", answer.Existing?.ToString());
        writer.WriteString("detail", answer.Detail);
        if (answer.Cause is { } cause)
        {
            WriteCause(writer, cause);
        }

        writer.WriteEndObject();
    });

    private static int ExitCodeOf(SourceFault cause) => cause.Kind switch
    {
        SourceFaultKind.Denied => ExitCodes.Denied,
        SourceFaultKind.InvalidCredentials => ExitCodes.Credentials,
        SourceFaultKind.TimedOut or SourceFaultKind.Unreachable => ExitCodes.Unreachable,
        SourceFaultKind.Unavailable or SourceFaultKind.Throttled => ExitCodes.Unavailable,
        _ => ExitCodes.UnusableAnswer,
    };

    private static void WriteFound(Utf8JsonWriter writer, ImageFound found)
    {
        writer.WriteString("digest", found.Digest.ToString());
        writer.WriteString("mediaType", found.MediaType);
        writer.WriteNumber("size", found.Size);
        writer.WriteStartArray("platforms");
        foreach (var platform in found.Platforms)
        {
            writer.WriteStartObject();
            WriteOptional(writer, "platform", platform.Platform);
            writer.WriteString("manifest", platform.Digest.ToString());
            writer.WriteNumber("size", platform.Size);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteReasons(Utf8JsonWriter writer, ImageUnrunnable unrunnable)
    {
        writer.WriteStartArray("reasons");
        foreach (var reason in unrunnable.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", PrepareOutput.NameOf(reason.Kind));
            writer.WriteString("detail", reason.Detail);
            WriteOptional(writer, "subject", reason.Subject?.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteCause(Utf8JsonWriter writer, SourceFault cause)
    {
        writer.WriteStartObject("cause");
        writer.WriteString("kind", PrepareOutput.NameOf(cause.Kind));
        writer.WriteString("message", cause.Message);
        writer.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
