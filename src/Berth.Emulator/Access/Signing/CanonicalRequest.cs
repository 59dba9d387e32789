using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Berth.Emulator.Access.Signing;

/// <summary>Writes the canonical form of a request, which is signed.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request"/>
internal static class CanonicalRequest
{
    /// <summary>Writes the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="signedHeaders">The names of the headers that take part.</param>
    /// <param name="payloadHash">The SHA-256 of the body, hexadecimal.</param>
    public static string Write(HttpRequest request, string[] signedHeaders, string payloadHash)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target))
        {
            target = request.Path + request.QueryString.ToString();
        }

        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var canonical = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(PathOf(mark < 0 ? target : target[..mark])).Append('\n')
            .Append(QueryOf(mark < 0 ? string.Empty : target[(mark + 1)..])).Append('\n');
        foreach (var name in signedHeaders)
        {
            canonical.Append(name).Append(':');
            var first = true;
            foreach (var value in request.Headers[name])
            {
                canonical.Append(first ? string.Empty : ",");
                AppendTrimmed(canonical, value);
                first = false;
            }

            canonical.Append('\n');
        }

        return canonical.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    private static string PathOf(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(Uri.EscapeDataString(segment));
            }
        }

        var isFolder = segments.Count > 0 && path.EndsWith('/');
        return $"/{string.Join('/', segments)}{(isFolder ? "/" : string.Empty)}";
    }

    private static string QueryOf(string query) => string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static parameter => parameter.Split('=', 2))
        .Select(static pair => (Key: Encode(pair[0]), Value: pair.Length > 1 ? Encode(pair[1]) : string.Empty))
        .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
        .ThenBy(static pair => pair.Value, StringComparer.Ordinal)
        .Select(static pair => $"{pair.Key}={pair.Value}"));

    private static string Encode(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static void AppendTrimmed(StringBuilder canonical, string? value)
    {
        var wasSpace = false;
        foreach (var character in value.AsSpan().Trim())
        {
            if (!wasSpace || character != ' ')
            {
                canonical.Append(character);
            }

            wasSpace = character == ' ';
        }
    }
}
