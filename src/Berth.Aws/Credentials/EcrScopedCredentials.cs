using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Berth.Aws.Api;
using Berth.Aws.Sessions;
using Berth.Credentials;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Credentials;

/// <summary>Provides credentials for one repository: a session of the registry's role, restricted by a session policy, and the authorization token of that session.</summary>
/// <param name="clients">The clients of ECR and STS.</param>
/// <param name="tokens">The unrestricted tokens of the registries, provided only if a request allows it.</param>
public sealed class EcrScopedCredentials(EcrClientFactory clients, AuthorizationTokens tokens) : IScopedCredentials
{
    /// <inheritdoc/>
    public async Task<ScopedCredentialsResult> GetAsync(ScopedCredentialsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var result = request.Registry.Role is { } role
            ? await NarrowAsync(request, role, cancellationToken).ConfigureAwait(false)
            : ScopedRefusals.NoRole(request.Registry);

        return result is ScopedCredentialsRefused refused && request.AllowBroad
            ? new ScopedCredentialsGranted(await tokens.GetAsync(request.Registry, cancellationToken).ConfigureAwait(false), null, refused)
            : result;
    }

    private async Task<ScopedCredentialsResult> NarrowAsync(ScopedCredentialsRequest request, AssumedRole role, CancellationToken cancellationToken)
    {
        var assumer = clients.RoleOf(request.Registry).Assumer;
        Session session;
        try
        {
            session = await assumer.AssumeAsync(AssumeRequest(request, role), cancellationToken).ConfigureAwait(false);
        }
        catch (EcrException answer) when (answer.Kind == EcrErrorKind.AccessDenied)
        {
            return ScopedRefusals.NotAssumable(role, await assumer.CallerAsync(cancellationToken).ConfigureAwait(false), answer);
        }
        catch (EcrException answer) when (answer.Code is "ValidationError" or "ValidationException")
        {
            return ScopedRefusals.NotAccepted(role, request.Duration, answer);
        }

        try
        {
            return await GrantAsync(request.Registry, session, cancellationToken).ConfigureAwait(false);
        }
        catch (EcrException answer) when (answer.Kind == EcrErrorKind.AccessDenied)
        {
            return ScopedRefusals.RoleLacks(role, answer);
        }
    }

    private async Task<ScopedCredentialsGranted> GrantAsync(EcrRegistry registry, Session session, CancellationToken cancellationToken)
    {
        var keys = session.Credentials;
        var api = clients.ApiWith(registry, new SessionAWSCredentials(keys.AccessKey, keys.SecretKey, keys.Token));
        try
        {
            var token = await TokenCall.MakeAsync(api, cancellationToken).ConfigureAwait(false);

            // The token lasts twelve hours, but grants no access after the end of the session.
            var end = token.ExpiresAt is { } tokenEnd && tokenEnd < session.EndsAt ? tokenEnd : session.EndsAt;
            return new ScopedCredentialsGranted(
                token with { ExpiresAt = end },
                new SessionKeys(keys.AccessKey, new Secret(keys.SecretKey), new Secret(keys.Token), session.EndsAt));
        }
        finally
        {
            api.Release();
        }
    }

    private static Arn ArnOf(EcrRegistry registry, RepositoryName repository) => Arn.OfRepository(registry.Account, registry.Region, repository);

    private static AssumeRoleRequest AssumeRequest(ScopedCredentialsRequest request, AssumedRole role) => new()
    {
        RoleArn = role.Role.ToString(),
        RoleSessionName = request.Identity.Name,
        ExternalId = role.ExternalId,
        DurationSeconds = (int)request.Duration.TotalSeconds,
        Policy = SessionPolicy.For(
            ArnOf(request.Registry, request.Repository),
            request.Access,
            request.CacheRepository is { } cache ? ArnOf(request.Registry, cache) : null),
        Tags = [.. request.Identity.Tags.Select(tag => new Amazon.SecurityToken.Model.Tag { Key = tag.Key, Value = tag.Value })],
    };
}
