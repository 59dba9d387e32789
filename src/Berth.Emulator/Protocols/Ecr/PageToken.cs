using System.Buffers.Text;
using System.Text;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>
/// The opaque <c>nextToken</c>: the key of the last entry that was given, so that a listing goes on after it whatever changed meanwhile.
/// </summary>
internal static class PageToken
{
    private const string Mark = "berth1:";

    public static string Write(string lastKey) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Mark + lastKey));

    public static string? Read(string? token)
    {
        if (token is null)
        {
            return null;
        }

        if (Base64Url.IsValid(token))
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
            if (text.StartsWith(Mark, StringComparison.Ordinal))
            {
                return text[Mark.Length..];
            }
        }

        throw Check.Refuse("nextToken", "Invalid token");
    }
}
