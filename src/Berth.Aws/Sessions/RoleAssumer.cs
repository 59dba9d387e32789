using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Berth.Aws.Errors;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Sessions;

/// <summary>Calls STS AssumeRole, and says in our words why it did not work.</summary>
internal sealed class RoleAssumer(AWSCredentials caller, AmazonSecurityTokenServiceConfig config, EcrRegistry registry) : IDisposable
{
    private readonly AmazonSecurityTokenServiceClient client = new(caller, config);

    public void Dispose() => client.Dispose();

    public async Task<Session> AssumeAsync(AssumeRoleRequest request, CancellationToken cancellationToken)
    {
        var site = new ServiceCall("sts", "AssumeRole", registry, null);
        try
        {
            var response = await client.AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false);
            return response.Credentials is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0, SessionToken.Length: > 0, Expiration: { } end } given
                ? new Session(
                    new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken),
                    new DateTimeOffset(end.ToUniversalTime()))
                : throw site.Unusable("has no credentials");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            throw Failures.Translate(exception, site);
        }
    }

    /// <summary>Asks who the caller is, for messages; an answer that does not come is none.</summary>
    public async Task<string?> CallerAsync(CancellationToken cancellationToken)
    {
        try
        {
            var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(identity.Arn) ? null : identity.Arn;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
