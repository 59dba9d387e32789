using System.Buffers;

namespace Berth.Aws.Sessions;

/// <summary>Names for role sessions, which CloudTrail shows as the end of the caller's ARN.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>
internal static class SessionName
{
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+=,.@-");

    /// <summary>Joins parts by hyphens into a legal name: what STS does not take becomes a hyphen, and what is too long is cut.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var name = string.Create(
            Math.Min(MaxLength, parts.Length - 1 + TotalLength(parts)),
            string.Join('-', parts!),
            static (target, joined) =>
            {
                for (var i = 0; i < target.Length; i++)
                {
                    target[i] = Letters.Contains(joined[i]) ? joined[i] : '-';
                }
            });

        return name;
    }

    private static int TotalLength(ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += part.Length;
        }

        return length;
    }
}
