using System.Diagnostics.CodeAnalysis;
using System.Text;
using Berth.Emulator.Access;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Authenticates the caller: Basic authentication with a token of GetAuthorizationToken, as in ECR.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html"/>
internal sealed class RegistryLogin(EmulatorContext emulator)
{
    private const string Scheme = "Basic ";
    private const string UserName = "AWS:";
    private const string Expired = "Your authorization token has expired. Reauthenticate and try again.";

    /// <summary>Authenticates a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="error">Why the credentials do not do; <see langword="null"/> where there are none that mean anything.</param>
    public bool TryAuthenticate(HttpRequest request, [NotNullWhen(true)] out Caller? caller, out OciError? error)
    {
        error = null;
        if (TryReadPassword(request.Headers.Authorization, out var password))
        {
            if (emulator.Access.TryReadToken(password, out caller, out var isExpired))
            {
                caller = caller with { Origin = RequestOrigin.Of(request) };
                return true;
            }

            error = isExpired ? new OciError(OciErrorCode.Denied, Expired) : null;
            return false;
        }

        var options = emulator.Options;
        caller = options.AnonymousAccess && options.Identities is null ? AnonymousOf(options.Account, options.Region) : null;
        return caller is not null;
    }

    /// <summary>Asks for credentials.</summary>
    public ValueTask ChallengeAsync(HttpContext http)
    {
        var host = emulator.RegistryHostOf(http.Request);
        http.Response.Headers.WWWAuthenticate = $"Basic realm=\"{http.Request.Scheme}://{host}/\",service=\"ecr.amazonaws.com\"";
        return OciAnswer.TextAsync(http.Response, StatusCodes.Status401Unauthorized, "Not Authorized\n", http.RequestAborted);
    }

    private static bool TryReadPassword(string? header, [NotNullWhen(true)] out string? password)
    {
        password = null;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64Chars(header.AsSpan(Scheme.Length).Trim(), bytes, out var length))
        {
            return false;
        }

        // Only the first colon parts: nothing promises a password without one.
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        password = text.StartsWith(UserName, StringComparison.Ordinal) ? text[UserName.Length..] : null;
        return password is not null;
    }

    private static Caller AnonymousOf(AccountId account, Region region) =>
        new(account, region, $"arn:{region.Partition}:iam::{account}:user/anonymous", "AIDAANONYMOUSCALLER00", "ANONYMOUS");
}
