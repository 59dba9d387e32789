using System.Globalization;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>The part of a list that is asked for: how many, after what.</summary>
/// <param name="Count">How many at most.</param>
/// <param name="After">What the page begins after, or <see langword="null"/>.</param>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#listing-tags"/>
internal readonly record struct PageQuery(int Count, string? After)
{
    private const int EcrDefault = 100;
    private const int EcrMaximum = 1000;

    /// <summary>Reads <c>n</c> and <c>last</c>.</summary>
    public static OciError? TryRead(OciRequest request, out PageQuery page)
    {
        page = new PageQuery(request.LikeEcr ? EcrDefault : int.MaxValue, request.Query("last"));
        if (request.Query("n") is not { } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return new OciError(OciErrorCode.Unsupported, $"'n' is '{text}'; it must be a non-negative integer.");
        }

        if (request.LikeEcr && count > EcrMaximum)
        {
            return new OciError(
                OciErrorCode.Unsupported,
                "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'");
        }

        page = page with { Count = count };
        return null;
    }

    /// <summary>Returns the link to the page after the one that ends with <paramref name="last"/>.</summary>
    public void LinkNext(OciRequest request, string path, string last)
    {
        var http = request.Http.Request;
        var host = request.LikeEcr ? $"{http.Scheme}://{http.Host}" : string.Empty;
        request.Http.Response.Headers.Link = string.Create(
            CultureInfo.InvariantCulture, $"<{host}{path}?n={Count}&last={Uri.EscapeDataString(last)}>; rel=\"next\"");
    }
}
