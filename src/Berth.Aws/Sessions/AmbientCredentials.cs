using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;
using Berth.Aws.Errors;
using Berth.Concurrency;

namespace Berth.Aws.Sessions;

/// <summary>
/// The credentials that every AWS SDK finds, or those of a named profile. The source is resolved at the first call and kept, since it
/// refreshes itself. A resolution that hangs is abandoned after the limit, and the next call starts another; so does a rejection by AWS.
/// </summary>
internal sealed class AmbientCredentials(IClientConfig config, TimeSpan limit, TimeProvider time) : AWSCredentials, IReadyCredentials
{
    private readonly SingleFlight<long, ImmutableCredentials> resolutions = new(limit, time);
    private readonly Lock gate = new();
    private Kept? kept;
    private long generation;

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    // The resolution has a limit of its own.
    public override Task<ImmutableCredentials> GetCredentialsAsync() => ResolveAsync(CancellationToken.None);

    public async Task<object> ReadyAsync(CancellationToken cancellationToken) => await ResolveAsync(cancellationToken).ConfigureAwait(false);

    public void Reject(object handle)
    {
        lock (gate)
        {
            if (kept is { } current && current.Credentials.Equals(handle))
            {
                DropLocked();
            }
        }
    }

    private async Task<ImmutableCredentials> ResolveAsync(CancellationToken cancellationToken)
    {
        var key = Volatile.Read(ref generation);
        try
        {
            return (await resolutions.RunAsync(key, cancellation => FindAsync(key, cancellation), cancellationToken).ConfigureAwait(false)).Value;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            Drop(key);
            throw exception is TimeoutException
                ? CredentialsUnavailableException.TimedOut(limit, exception)
                : SsoProfile.Of(config) is { } profile
                    ? CredentialsUnavailableException.SignedOut(profile, exception)
                    : CredentialsUnavailableException.Failed(exception);
        }
    }

    /// <summary>Resolves on other threads, because parts of the SDK's resolution block.</summary>
    private async Task<ImmutableCredentials> FindAsync(long key, CancellationToken cancellationToken)
    {
        AWSCredentials? source;
        lock (gate)
        {
            source = generation == key ? kept?.Source : null;
        }

        source ??= await Task.Run(() => ResolveSourceAsync(cancellationToken), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        var credentials = await Task.Run(source.GetCredentialsAsync, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new AmazonClientException("the configured source provides none");
        lock (gate)
        {
            // A result after a rejection, or of an abandoned resolution, is not kept.
            if (generation == key && !cancellationToken.IsCancellationRequested)
            {
                kept = new Kept(source, credentials);
            }
        }

        return credentials;
    }

    /// <summary>Drops a source that failed or hangs: it may hold its own lock.</summary>
    private void Drop(long key)
    {
        lock (gate)
        {
            if (generation == key)
            {
                DropLocked();
            }
        }
    }

    private void DropLocked()
    {
        kept = null;
        generation++;
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

    /// <summary>The source and what it provided last.</summary>
    private sealed record Kept(AWSCredentials Source, ImmutableCredentials Credentials);
}
