using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Berth.Aws.Errors;
using Berth.Aws.Runtime;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Sessions;

/// <summary>Calls STS AssumeRole within a total time, and translates its errors.</summary>
internal sealed class RoleAssumer(AWSCredentials caller, AmazonSecurityTokenServiceConfig config, EcrRegistry registry, Connections connections, TimeSpan timeout) : IDisposable
{
    private readonly AmazonSecurityTokenServiceClient client = new(caller, config);

    public void Dispose() => client.Dispose();

    public async Task<Session> AssumeAsync(AssumeRoleRequest request, CancellationToken cancellationToken)
    {
        var site = new ServiceCall("sts", "AssumeRole", registry, null);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            if (caller is IReadyCredentials ready)
            {
                await ready.ReadyAsync(limit.Token).ConfigureAwait(false);
            }

            var response = await client.AssumeRoleAsync(request, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            return response.Credentials is { AccessKeyId.Length: > 0, SecretAccessKey.Length: > 0, SessionToken.Length: > 0, Expiration: { } end } given
                ? new Session(
                    new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken),
                    LocalEnd(new DateTimeOffset(end.ToUniversalTime())))
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

    /// <summary>Converts an end by the clock of STS to this machine's clock.</summary>
    private DateTimeOffset LocalEnd(DateTimeOffset end)
    {
        var host = config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new AssumeRoleRequest())).URL;
        var skew = Uri.TryCreate(host, UriKind.Absolute, out var address) ? connections.SkewOf(address.Authority) : TimeSpan.Zero;
        var ticks = Math.Clamp(end.UtcTicks - skew.Ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>Gets the ARN of the caller for messages, or <see langword="null"/> if the call fails.</summary>
    public async Task<string?> CallerAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(timeout);
            var identity = await client.GetCallerIdentityAsync(new GetCallerIdentityRequest(), limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
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
