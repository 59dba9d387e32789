using System.Net;
using Berth.Oci.Authentication;
using Berth.Registries;
using Berth.Verification.Verdicts;

namespace Berth.Oci.Distribution;

/// <summary>Translates exceptions of the client into faults of the core.</summary>
internal static class Faults
{
    public static SourceFault Of(BerthException exception) => exception switch
    {
        RegistryResponseException { StatusCode: HttpStatusCode.TooManyRequests } response =>
            new SourceFault(SourceFaultKind.Throttled, response.Message, response.RetryAfter),
        RegistryResponseException { IsTransient: true } response =>
            new SourceFault(SourceFaultKind.Unavailable, response.Message, response.RetryAfter),
        RegistryResponseException { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } response =>
            new SourceFault(SourceFaultKind.Denied, $"{response.Message}; check the credentials for {response.RequestUri.Authority} and what they may read"),
        RegistryResponseException response =>
            new SourceFault(SourceFaultKind.NotUnderstood, response.Message),
        RegistryUnreachableException { IsTransient: true } unreachable =>
            new SourceFault(SourceFaultKind.Unreachable, unreachable.Message),
        CredentialException credential =>
            new SourceFault(SourceFaultKind.Denied, credential.Message),
        EcrException ecr => SourceFault.Of(ecr),
        _ => new SourceFault(SourceFaultKind.NotUnderstood, exception.Message),
    };
}
