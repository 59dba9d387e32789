using Berth.Registries;

namespace Berth.Aws.Errors;

/// <summary>What to do about an error, by its kind and by where it happened.</summary>
internal static class Advice
{
    public static string For(EcrErrorKind kind, ServiceCall site) => kind switch
    {
        EcrErrorKind.AccessDenied when site.Service == "sts" =>
            $"let the caller assume the role: the role's trust policy names the caller and, where it asks for one, the configured external id, and the caller's own policy has {Statement(site)}",
        EcrErrorKind.AccessDenied =>
            $"add to the principal's policy {Statement(site)}, and for a registry of another account to the repository's policy as well",
        EcrErrorKind.InvalidCredentials =>
            "see that the credentials are of this partition and not expired, and that the clock is right; sign in again if they come from SSO",
        EcrErrorKind.RepositoryNotFound => "see whether the repository exists in this account and region",
        EcrErrorKind.NotFound => "see whether what was asked for exists",
        EcrErrorKind.AlreadyExists => "use what exists, or remove it first",
        EcrErrorKind.InvalidRequest => "correct the setting that the answer names",
        EcrErrorKind.QuotaExceeded => "ask AWS for a higher quota, or remove what is no longer needed",
        EcrErrorKind.Throttled => "try again later, or ask AWS for a higher rate",
        EcrErrorKind.Unavailable => "try again later",
        EcrErrorKind.Unreachable => $"see that region and endpoint are right and that the network, its name service and any proxy let {Host(site)} through",
        EcrErrorKind.UnusableAnswer => "see whether the endpoint is that of the service, and whether a proxy stands in between",
        _ => "see the code in the service's documentation",
    };

    /// <summary>The policy statement that allows the call.</summary>
    public static string Statement(ServiceCall site) =>
        $$"""{"Effect":"Allow","Action":"{{site.Service}}:{{site.Operation}}","Resource":"{{site.Resource}}"}""";

    private static string Host(ServiceCall site) =>
        site.Registry.Endpoint?.Authority ?? $"the hosts of AWS in {site.Registry.Region}";
}
