using System.Globalization;
using System.Net;
using Berth.Emulator.Access.Policies;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Access;

/// <summary>The properties of a request that policies can use: its source address and its transport.</summary>
/// <param name="SourceIp">The client's address, <c>aws:SourceIp</c>.</param>
/// <param name="IsSecure">Whether it came over TLS, <c>aws:SecureTransport</c>.</param>
/// <param name="UserAgent">The client's name, <c>aws:UserAgent</c>.</param>
/// <param name="Referer">The referring address, <c>aws:Referer</c>.</param>
internal sealed record RequestOrigin(string SourceIp, bool IsSecure, string? UserAgent, string? Referer)
{
    /// <summary>Gets the origin of a request of this process.</summary>
    public static RequestOrigin Local { get; } = new("127.0.0.1", false, null, null);

    /// <summary>Reads the origin of an HTTP request; a request inside the process comes from the loopback address.</summary>
    public static RequestOrigin Of(HttpRequest request)
    {
        var address = request.HttpContext.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        return new RequestOrigin(
            (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString(),
            request.IsHttps,
            request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent : null,
            request.Headers.Referer.ToString() is { Length: > 0 } referer ? referer : null);
    }

    /// <summary>Adds the condition keys of the request and of its time.</summary>
    public RequestContext AddTo(RequestContext context, DateTimeOffset now) => context
        .With(ConditionKeys.SourceIp, SourceIp)
        .With(ConditionKeys.SecureTransport, IsSecure ? "true" : "false")
        .With(ConditionKeys.UserAgent, UserAgent)
        .With(ConditionKeys.Referer, Referer)
        .With(ConditionKeys.CurrentTime, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        .With(ConditionKeys.EpochTime, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
}
