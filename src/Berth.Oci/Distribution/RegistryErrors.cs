using System.Net.Http.Headers;
using System.Text.Json;

namespace Berth.Oci.Distribution;

/// <summary>Creates exceptions from error responses.</summary>
internal static class RegistryErrors
{
    private const int MaxErrorBytes = 64 * 1024;
    private const int MaxErrors = 10;
    private const int MaxMessageLength = 400;

    public static async Task<RegistryResponseException> ToExceptionAsync(
        HttpResponseMessage response,
        HttpMethod method,
        Uri uri,
        TimeProvider time,
        string? remedy,
        CancellationToken cancellationToken)
    {
        var body = await BoundedContent.ReadAsync(response.Content, MaxErrorBytes, cancellationToken).ConfigureAwait(false);
        var errors = body is { } bytes ? Parse(bytes.Span) : [];
        return new RegistryResponseException(
            method,
            RegistryRoutes.Redacted(uri),
            response.StatusCode,
            errors,
            errors.Count > 0 || response.Headers.Contains("Docker-Distribution-Api-Version"),
            WaitOf(response.Headers.RetryAfter, time),
            remedy);
    }

    private static List<RegistryError> Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var envelope = body.IsEmpty ? null : JsonSerializer.Deserialize(body, DistributionJsonContext.Default.ErrorEnvelope);
            return
            [
                .. (envelope?.Errors ?? []).OfType<ErrorEnvelope.Item>()
                    .Where(entry => entry.Code is not null)
                    .Take(MaxErrors)
                    .Select(entry => new RegistryError(OutsideText.Shown(entry.Code!, 64), OutsideText.Shown(entry.Message ?? string.Empty, MaxMessageLength))),
            ];
        }
        catch (JsonException)
        {
            // Some proxies answer with an HTML page, which is not shown.
            return [];
        }
    }

    private static TimeSpan? WaitOf(RetryConditionHeaderValue? header, TimeProvider time)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } span && span > TimeSpan.Zero ? span : null;
    }
}
