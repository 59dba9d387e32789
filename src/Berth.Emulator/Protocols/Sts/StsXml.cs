using System.Globalization;
using System.Text;
using System.Xml;
using Berth.Emulator.Access;

namespace Berth.Emulator.Protocols.Sts;

/// <summary>Writes STS's answers.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Examples"/>
internal static class StsXml
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static readonly XmlWriterSettings Settings = new()
    {
        OmitXmlDeclaration = true,
        Indent = true,
        Encoding = new UTF8Encoding(false),
        CheckCharacters = true,
    };

    public static byte[] Write(RoleSession session, string requestId) => WriteResult("AssumeRole", requestId, xml =>
    {
        xml.WriteStartElement("Credentials");
        xml.WriteElementString("AccessKeyId", session.AccessKeyId);
        xml.WriteElementString("SecretAccessKey", session.SecretAccessKey);
        xml.WriteElementString("SessionToken", session.SessionToken);
        xml.WriteElementString("Expiration", session.Expiration.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteStartElement("AssumedRoleUser");
        xml.WriteElementString("AssumedRoleId", session.AssumedRoleId);
        xml.WriteElementString("Arn", session.Arn);
        xml.WriteEndElement();
        if (session.PackedPolicySize is { } size)
        {
            xml.WriteElementString("PackedPolicySize", size.ToString(CultureInfo.InvariantCulture));
        }

        if (session.SourceIdentity is { } identity)
        {
            xml.WriteElementString("SourceIdentity", identity);
        }
    });

    public static byte[] Write(Caller caller, string requestId) => WriteResult("GetCallerIdentity", requestId, xml =>
    {
        xml.WriteElementString("Arn", caller.Arn);
        xml.WriteElementString("UserId", caller.UserId);
        xml.WriteElementString("Account", caller.Account.ToString());
    });

    public static byte[] Write(StsError error, string requestId) => Write("ErrorResponse", xml =>
    {
        xml.WriteStartElement("Error");
        xml.WriteElementString("Type", error.Status < 500 ? "Sender" : "Receiver");
        xml.WriteElementString("Code", ValidText(error.Code));
        xml.WriteElementString("Message", ValidText(error.Message));
        xml.WriteEndElement();
        xml.WriteElementString("RequestId", requestId);
    });

    /// <summary>Replaces characters that XML 1.0 cannot contain, also as references: an error repeats what the client sent.</summary>
    private static string ValidText(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isValid = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and < 0xFFFE) or > 0xFFFF;
            valid.Append((isValid ? rune : Rune.ReplacementChar).ToString());
        }

        return valid.ToString();
    }

    private static byte[] WriteResult(string action, string requestId, Action<XmlWriter> write) => Write(action + "Response", xml =>
    {
        xml.WriteStartElement(action + "Result");
        write(xml);
        xml.WriteEndElement();
        xml.WriteStartElement("ResponseMetadata");
        xml.WriteElementString("RequestId", requestId);
        xml.WriteEndElement();
    });

    private static byte[] Write(string root, Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, Settings))
        {
            xml.WriteStartElement(root, Namespace);
            write(xml);
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }
}
