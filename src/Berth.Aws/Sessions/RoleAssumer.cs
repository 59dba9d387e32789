using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Berth.Aws.Errors;
using Berth.Aws.Runtime;
using Berth.Concurrency;
using Berth.Registries;

namespace Berth.Aws.Sessions;

/// <summary>Calls STS AssumeRole within a total time, and translates its errors.</summary>
internal sealed class RoleAssumer(Func<StsConnection> connect, EcrRegistry registry, TimeSpan timeout, TimeProvider time)
{
    private readonly LeasedResource<StsConnection> connection = new(connect);

    public async Task<Session> AssumeAsync(AssumeRoleRequest request, CancellationToken cancellationToken)
    {
        var site = new ServiceCall("sts", "AssumeRole", registry, null);
        using var limit = new CallLimit(timeout, time, cancellationToken);
        try
        {
            using var lease = connection.Use();
            var client = lease.Value.Client;
            var response = await SignedCall.RunAsync(
                lease.Value.Credentials,
                cancellation => client.AssumeRoleAsync(request, cancellation),
                limit.Token).ConfigureAwait(false);
            return response.Credentials is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0, SessionToken.Length: > 0, Expiration: { } end } given
                ? new Session(
                    new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken),
                    ClockSkew.ToLocal(new DateTimeOffset(end.ToUniversalTime()), lease.Value.Skew()))
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

    /// <summary>Gets the ARN of the caller for messages, or <see langword="null"/> if the call fails.</summary>
    public async Task<string?> CallerAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var limit = new CallLimit(timeout, time, cancellationToken);
            using var lease = connection.Use();
            var client = lease.Value.Client;
            var identity = await SignedCall.RunAsync(
                lease.Value.Credentials,
                cancellation => client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellation),
                limit.Token).ConfigureAwait(false);
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

    /// <summary>Disposes of the client once no call uses it. A later call creates another.</summary>
    public void Release() => connection.Release();
}
