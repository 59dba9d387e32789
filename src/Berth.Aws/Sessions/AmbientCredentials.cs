using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;
using Berth.Concurrency;

namespace Berth.Aws.Sessions;

/// <summary>
/// The credentials that every AWS SDK finds, or those of a named profile. The source is resolved at the first call and kept, since it
/// refreshes itself; a resolution that hangs is abandoned after the limit and starts anew.
/// </summary>
internal sealed class AmbientCredentials(IClientConfig config, TimeSpan limit, TimeProvider time) : AWSCredentials, IReadyCredentials
{
    private readonly SingleFlight<int, ImmutableCredentials> resolutions = new(limit, time);
    private volatile AWSCredentials? source;

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => ResolveAsync(CancellationToken.None);

    public async Task<object> ReadyAsync(CancellationToken cancellationToken) => await ResolveAsync(cancellationToken).ConfigureAwait(false);

    public bool Reject(object handle)
    {
        // The next call resolves anew: the profile or the environment may have changed.
        source = null;
        return false;
    }

    private async Task<ImmutableCredentials> ResolveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await resolutions.RunAsync(0, FindAsync, cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            throw new CredentialsUnavailableException(exception, SsoProfile());
        }
    }

    private async Task<ImmutableCredentials> FindAsync(CancellationToken cancellationToken)
    {
        // On another thread: parts of the SDK's resolution block.
        var found = source;
        try
        {
            found ??= await Task.Run(() => ResolveSourceAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            var credentials = await found.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new AmazonClientException("the configured source provides none");
            source = found;
            return credentials;
        }
        catch
        {
            // A source that failed or hangs may hold its own lock: the next resolution creates another.
            source = null;
            throw;
        }
    }

    // The SDK creates these clients by name when a profile asks for SSO or for a role, and trimming would remove them.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOConfig))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCConfig))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceConfig))]
    private async Task<AWSCredentials> ResolveSourceAsync(CancellationToken cancellationToken)
    {
        using var resolver = new DefaultAWSCredentialsIdentityResolver();
        return await resolver.ResolveIdentityAsync(config, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gets the name of the configured profile if it signs in by SSO.</summary>
    private string? SsoProfile()
    {
        try
        {
            var name = config.Profile?.Name ?? Environment.GetEnvironmentVariable("AWS_PROFILE") ?? "default";
            return new CredentialProfileStoreChain().TryGetProfile(name, out var profile)
                && (profile.Options.SsoSession ?? profile.Options.SsoStartUrl) is not null ? name : null;
        }
        catch (Exception exception) when (exception is AmazonClientException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
