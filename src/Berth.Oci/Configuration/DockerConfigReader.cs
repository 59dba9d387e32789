using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Berth.Oci.Configuration;

/// <summary>
/// Reads a docker configuration as docker does: the names of docker's own members do not depend on case, an empty file is an empty configuration, and
/// <c>null</c> is an absent value. Where docker uses a part of a broken file (the first of two JSON values, the last of two members of one name,
/// replacement characters for invalid Unicode), this reader refuses the whole file: what docker does not read must not be edited.
/// </summary>
/// <seealso href="https://github.com/docker/cli/blob/master/cli/config/configfile/file.go"/>
internal ref struct DockerConfigReader
{
    public const string Auths = "auths";
    public const string CredHelpers = "credHelpers";
    public const string CredsStore = "credsStore";

    private const int MaxDepth = 64;

    private static readonly string[] RootMembers = [Auths, CredHelpers, CredsStore];
    private static readonly string[] EntryMembers = ["auth", "username", "password", "identitytoken", "registrytoken"];

    private readonly ReadOnlySpan<byte> document;
    private Utf8JsonReader reader;

    private DockerConfigReader(ReadOnlySpan<byte> document)
    {
        this.document = document;
        reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <exception cref="DockerConfigFormatException">The document is not a docker configuration.</exception>
    public static DockerConfigDocument Read(ReadOnlySpan<byte> document)
    {
        DockerConfigEncoding.Check(document);
        return document.Trim(" \t\r\n"u8).IsEmpty ? DockerConfigDocument.Empty : new DockerConfigReader(document).ReadAll();
    }

    private DockerConfigDocument ReadAll()
    {
        try
        {
            reader.Read();
            var root = reader.TokenType == JsonTokenType.Null ? DockerConfigDocument.Empty : ReadRoot();
            reader.Read();
            return root;
        }
        catch (JsonException)
        {
            // The parser's own message may quote the document, and with it a password.
            throw new DockerConfigFormatException(DockerConfigSyntax.Describe(document));
        }
    }

    private DockerConfigDocument ReadRoot()
    {
        ExpectObject("the configuration");
        var auths = new Dictionary<string, DockerConfigEntry>(StringComparer.Ordinal);
        var helpers = new Dictionary<string, string>(StringComparer.Ordinal);
        string? store = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (NextMember(names, RootMembers, out var member))
        {
            switch (member)
            {
                case Auths:
                    ReadAuths(auths);
                    break;
                case CredHelpers:
                    ReadHelpers(helpers);
                    break;
                case CredsStore:
                    store = ReadText(CredsStore);
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        return new DockerConfigDocument { Auths = auths, CredHelpers = helpers, CredsStore = store };
    }

    private void ReadAuths(Dictionary<string, DockerConfigEntry> auths)
    {
        if (IsNullOrObject(Auths))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (NextMember(names, [], out var key))
            {
                auths[key] = ReadEntry();
            }
        }
    }

    private void ReadHelpers(Dictionary<string, string> helpers)
    {
        if (IsNullOrObject(CredHelpers))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (NextMember(names, [], out var key))
            {
                helpers[key] = ReadText("a value of credHelpers") ?? string.Empty;
            }
        }
    }

    private DockerConfigEntry ReadEntry()
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (IsNullOrObject("an entry of auths"))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (NextMember(names, EntryMembers, out var member))
            {
                if (EntryMembers.Contains(member))
                {
                    values[member] = ReadText($"'{member}' of an entry of auths");
                }
                else
                {
                    SkipValue();
                }
            }
        }

        return new DockerConfigEntry(
            values.GetValueOrDefault("auth"),
            values.GetValueOrDefault("username"),
            values.GetValueOrDefault("password"),
            values.GetValueOrDefault("identitytoken"),
            values.GetValueOrDefault("registrytoken"));
    }

    /// <summary>Goes on to the next member of an object; a name of docker's own is given in docker's spelling.</summary>
    private bool NextMember(HashSet<string> names, ReadOnlySpan<string> known, [NotNullWhen(true)] out string? member)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            member = null;
            return false;
        }

        member = TextOfToken();
        foreach (var name in known)
        {
            if (string.Equals(name, member, StringComparison.OrdinalIgnoreCase))
            {
                member = name;
            }
        }

        return names.Add(member) ? true : throw Fault("a member occurs twice in one object");
    }

    private string? ReadText(string where)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => TextOfToken(),
            _ => throw Fault($"{where} must be a string"),
        };
    }

    private bool IsNullOrObject(string where)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        ExpectObject(where);
        return true;
    }

    private readonly void ExpectObject(string where)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Fault($"{where} must be an object");
        }
    }

    /// <summary>Passes over a value of a member that does not concern credentials; its texts must be valid all the same.</summary>
    private void SkipValue()
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        CheckToken();
        while (isContainer && reader.Read() && reader.CurrentDepth > depth)
        {
            CheckToken();
        }
    }

    private void CheckToken()
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
        {
            TextOfToken();
        }
    }

    private string TextOfToken() => JsonText.TryRead(ref reader, out var text)
        ? text
        : throw Fault("a text holds half of a surrogate pair, which is not a character");

    private readonly DockerConfigFormatException Fault(string what) => new(DockerConfigFault.At(document, (int)reader.TokenStartIndex, what));
}
