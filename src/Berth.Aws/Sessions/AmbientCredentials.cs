using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Amazon.SSO;
using Amazon.SSOOIDC;

namespace Berth.Aws.Sessions;

/// <summary>
/// The credentials that any AWS SDK would find, or those of a named profile. They are looked for at the first call and kept, since it is
/// they who refresh themselves; that none were found is not kept.
/// </summary>
internal sealed class AmbientCredentials(IClientConfig config) : AWSCredentials, IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly DefaultAWSCredentialsIdentityResolver resolver = new();
    private volatile AWSCredentials? found;

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            var source = found ?? await FindAsync().ConfigureAwait(false);
            return await source.GetCredentialsAsync().ConfigureAwait(false)
                ?? throw new AmazonClientException("the configured source gives none");
        }
        catch (Exception exception) when (exception is not CredentialsUnavailableException)
        {
            throw new CredentialsUnavailableException(exception);
        }
    }

    public void Dispose()
    {
        gate.Dispose();
        resolver.Dispose();
    }

    // The SDK finds these clients by their names when a profile asks for SSO or for a role, and trimming would take them away.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOConfig))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSSOOIDCConfig))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceClient))]
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicConstructors, typeof(AmazonSecurityTokenServiceConfig))]
    private async Task<AWSCredentials> FindAsync()
    {
        await gate.WaitAsync().ConfigureAwait(false);
        try
        {
            return found ??= await resolver.ResolveIdentityAsync(config, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}
