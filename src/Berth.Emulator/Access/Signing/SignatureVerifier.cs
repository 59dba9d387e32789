using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Access.Signing;

/// <summary>Verifies AWS Signature Version 4 in the authorization header.</summary>
/// <param name="clock">The emulator's clock, from which the time of a request may differ by fifteen minutes.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html"/>
internal sealed class SignatureVerifier(TimeProvider clock)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    private readonly SigningKeys keys = new();

    /// <summary>Reads the header of a request, before its access key is looked up.</summary>
    public static bool TryRead(
        SignedRequest request,
        [NotNullWhen(true)] out SignatureHeader? header,
        [NotNullWhen(false)] out Denial? denial)
    {
        header = null;
        denial = null;
        var text = request.Http.Headers.Authorization.ToString();
        if (!text.StartsWith(SignatureHeader.Scheme, StringComparison.Ordinal))
        {
            denial = SignatureDenials.Of(SignatureFault.Missing, request.Service, "Missing Authentication Token");
        }
        else if (!SignatureHeader.TryParse(text, out header, out var reason))
        {
            denial = SignatureDenials.Of(SignatureFault.Incomplete, request.Service, reason);
        }

        return denial is null;
    }

    /// <summary>Verifies a request.</summary>
    /// <returns><see langword="null"/> if it was signed with the secret, for this service and at this time.</returns>
    public Denial? Verify(SignedRequest request, SignatureHeader header, string secret)
    {
        if (TimeOf(request.Http) is not { } time)
        {
            return SignatureDenials.Of(
                SignatureFault.Incomplete,
                request.Service,
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }

        var mismatch = ScopeFault(request, header, time) ?? HeaderFault(request.Http, header) ?? TimeFault(time);
        if (mismatch is null && !IsSigned(request, header, secret, time))
        {
            mismatch = SignatureDenials.WrongSignature;
        }

        return mismatch is null ? null : SignatureDenials.Of(SignatureFault.Mismatch, request.Service, mismatch);
    }

    private static DateTimeOffset? TimeOf(HttpRequest request)
    {
        var (text, format) = request.Headers["X-Amz-Date"].ToString() is { Length: > 0 } amazon
            ? (amazon, TimeFormat)
            : (request.Headers.Date.ToString(), "r");
        return DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    private static string? ScopeFault(SignedRequest request, SignatureHeader header, DateTimeOffset time)
    {
        var day = time.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        if (header.Date != day)
        {
            return $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{header.Date}' != '{day}', from '{Write(time)}'.";
        }

        return header.Service == request.Service
            ? null
            : $"Credential should be scoped to correct service: '{request.Service}'.";
    }

    private static string? HeaderFault(HttpRequest request, SignatureHeader header)
    {
        if (!header.SignedHeaders.Contains("host"))
        {
            return "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
        }

        var unsigned = request.Headers.Keys.FirstOrDefault(name =>
            name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !header.SignedHeaders.Contains(name.ToLowerInvariant()));
        return unsigned is null ? null : $"'{unsigned.ToLowerInvariant()}' must be a 'SignedHeader' in the AWS Authorization.";
    }

    private string? TimeFault(DateTimeOffset time)
    {
        var now = clock.GetUtcNow();
        if (time < now - MaxSkew)
        {
            return $"Signature expired: {Write(time)} is now earlier than {Write(now - MaxSkew)} ({Write(now)} - 15 min.)";
        }

        return time > now + MaxSkew
            ? $"Signature not yet current: {Write(time)} is still later than {Write(now + MaxSkew)} ({Write(now)} + 15 min.)"
            : null;
    }

    private bool IsSigned(SignedRequest request, SignatureHeader header, string secret, DateTimeOffset time)
    {
        using var body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var segment in request.Body)
        {
            body.AppendData(segment.Span);
        }

        var canonical = CanonicalRequest.Write(request.Http, header.SignedHeaders, Convert.ToHexStringLower(body.GetHashAndReset()));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var toSign = $"{SignatureHeader.Scheme}\n{Write(time)}\n{header.Scope}\n{hash}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(keys.Of(header, secret), Encoding.UTF8.GetBytes(toSign)));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.UTF8.GetBytes(header.Signature));
    }

    private static string Write(DateTimeOffset time) => time.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
