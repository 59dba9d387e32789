using System.Net.Http.Headers;

namespace Berth.Oci.Distribution;

/// <summary>An <c>Authorization</c> header and the time until which it is used.</summary>
internal sealed record CachedHeader(AuthenticationHeaderValue Header, DateTimeOffset Until);
