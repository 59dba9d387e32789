using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Credentials;

/// <summary>A statement of an IAM policy that allows actions on one resource.</summary>
/// <param name="Actions">The actions, such as <c>ecr:PutImage</c>.</param>
/// <param name="Resource">The resource's ARN, or <c>*</c>.</param>
/// <param name="Principal">The ARN that the statement names as principal, in a policy that stands at the resource; otherwise <see langword="null"/>.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html"/>
public sealed record PolicyStatement(IReadOnlyList<string> Actions, string? Resource, string? Principal = null)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The statement as JSON on one line, ready to be put into a policy.</summary>
    /// <returns>Such as <c>{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:…"}</c>.</returns>
    public override string ToString() => Render(Write);

    /// <summary>Writes a policy document on one line.</summary>
    /// <param name="statements">Its statements.</param>
    /// <returns>The document as JSON.</returns>
    public static string Document(params IEnumerable<PolicyStatement> statements) => Render(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Version", "2012-10-17");
        writer.WriteStartArray("Statement");
        foreach (var statement in statements)
        {
            statement.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Render(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("Effect", "Allow");
        if (Principal is not null)
        {
            writer.WriteStartObject(nameof(Principal));
            writer.WriteString("AWS", Principal);
            writer.WriteEndObject();
        }

        if (Actions is [var only])
        {
            writer.WriteString("Action", only);
        }
        else
        {
            writer.WriteStartArray("Action");
            foreach (var action in Actions)
            {
                writer.WriteStringValue(action);
            }

            writer.WriteEndArray();
        }

        if (Resource is not null)
        {
            writer.WriteString(nameof(Resource), Resource);
        }

        writer.WriteEndObject();
    }
}
