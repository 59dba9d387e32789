using Amazon.Runtime;
using Berth.Concurrency;

namespace Berth.Aws.Sessions;

/// <summary>Lets the pipeline of the AWS SDK sign with the shared session of a role.</summary>
internal sealed class RoleCredentials(Expiring<Session> session) : AWSCredentials, IReadyCredentials
{
    public async Task<object> ReadyAsync(CancellationToken cancellationToken) => await session.GetAsync(cancellationToken).ConfigureAwait(false);

    public void Reject(object handle) => session.Invalidate((Session)handle);

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    // The session has been fetched before the call and its fetch has a limit.
    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        (await session.GetAsync(CancellationToken.None).ConfigureAwait(false)).Credentials;
}
