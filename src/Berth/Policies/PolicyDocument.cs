using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Berth.Policies;

/// <summary>An IAM policy document, by its statements and their meaning.</summary>
internal sealed class PolicyDocument
{
    private const string VersionMember = "Version";
    private const string IdMember = "Id";
    private const string StatementMember = "Statement";

    private PolicyDocument(string? version, string? id, IReadOnlyList<PolicyDocumentStatement> statements)
    {
        Version = version;
        Id = id;
        Statements = statements;
        Canonical = string.Join('\n', statements.Select(static statement => statement.Canonical).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The version of the policy language, or <see langword="null"/> where the document leaves it to AWS.</summary>
    public string? Version { get; }

    public string? Id { get; }

    public IReadOnlyList<PolicyDocumentStatement> Statements { get; }

    /// <summary>The statements' meaning as one text.</summary>
    public string Canonical { get; }

    public static bool TryRead(JsonElement root, [NotNullWhen(true)] out PolicyDocument? document, out string? reason)
    {
        document = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            reason = "a policy is a JSON object";
            return false;
        }

        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is not (VersionMember or IdMember or StatementMember))
            {
                reason = $"a policy has no member '{member.Name}', only Version, Id and Statement";
                return false;
            }
        }

        if (!TryReadText(root, VersionMember, out var version, out reason) || !TryReadText(root, IdMember, out var id, out reason))
        {
            return false;
        }

        if (version is not (null or "2012-10-17" or "2008-10-17"))
        {
            reason = $"version '{version}' of the policy language does not exist; use 2012-10-17";
            return false;
        }

        var statements = new List<PolicyDocumentStatement>();
        foreach (var element in root.TryGetProperty(StatementMember, out var list) ? Elements(list) : [])
        {
            if (!PolicyCanon.TryRead(element, out var statement, out var fault))
            {
                reason = $"its statement {statements.Count + 1} {fault}";
                return false;
            }

            statements.Add(statement);
        }

        if (statements.Count == 0)
        {
            reason = "it has no statement; give Statement at least one";
            return false;
        }

        document = new PolicyDocument(version, id, statements);
        return true;
    }

    /// <summary>Creates the document with other statements, as compact JSON.</summary>
    public string Write(IEnumerable<PolicyDocumentStatement> statements, string? version)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (version is not null)
            {
                writer.WriteString(VersionMember, version);
            }

            if (Id is not null)
            {
                writer.WriteString(IdMember, Id);
            }

            writer.WriteStartArray(StatementMember);
            foreach (var statement in statements)
            {
                writer.WriteRawValue(statement.Json);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public bool MeansTheSameAs(PolicyDocument other) =>
        Canonical == other.Canonical && (Version is null || other.Version is null || Version == other.Version);

    private static JsonElement[] Elements(JsonElement statement) =>
        statement.ValueKind == JsonValueKind.Array ? [.. statement.EnumerateArray()] : [statement];

    private static bool TryReadText(JsonElement root, string name, out string? text, out string? reason)
    {
        text = null;
        reason = null;
        if (!root.TryGetProperty(name, out var member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.String)
        {
            reason = $"its {name} is not a string";
            return false;
        }

        text = member.GetString();
        return true;
    }
}
