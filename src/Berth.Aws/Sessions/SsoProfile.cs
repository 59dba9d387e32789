using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace Berth.Aws.Sessions;

/// <summary>Finds the profile that signs in by SSO, for messages.</summary>
internal static class SsoProfile
{
    private const int MaxChain = 10;

    /// <summary>Gets the name of the configured profile, or of the profile that it takes its credentials from, if that one signs in by SSO.</summary>
    public static string? Of(IClientConfig config)
    {
        try
        {
            var profiles = new CredentialProfileStoreChain();
            var name = config.Profile?.Name ?? Environment.GetEnvironmentVariable("AWS_PROFILE") ?? "default";
            for (var step = 0; step < MaxChain && profiles.TryGetProfile(name, out var profile); step++)
            {
                if ((profile.Options.SsoSession ?? profile.Options.SsoStartUrl) is not null)
                {
                    return name;
                }

                name = profile.Options.SourceProfile ?? string.Empty;
            }

            return null;
        }
        catch (Exception exception) when (exception is AmazonClientException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
