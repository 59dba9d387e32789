using Amazon.Runtime;
using Berth.Concurrency;

namespace Berth.Aws.Sessions;

/// <summary>Lets the pipeline of the AWS SDK sign with the shared session of a role.</summary>
internal sealed class RoleCredentials(Expiring<Session> session) : AWSCredentials, IReadyCredentials
{
    public async Task<object> ReadyAsync(CancellationToken cancellationToken) => await session.GetAsync(cancellationToken).ConfigureAwait(false);

    public bool Reject(object handle)
    {
        session.Invalidate((Session)handle);

        // Another call may have replaced the session already: the retry uses the newer one.
        return true;
    }

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        (await session.GetAsync(CancellationToken.None).ConfigureAwait(false)).Credentials;
}
