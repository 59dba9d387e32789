using Amazon.Runtime;

namespace Berth.Aws.Sessions;

/// <summary>Lets the AWS SDK's pipeline sign with a shared session.</summary>
internal sealed class RoleCredentials(SharedSession session) : AWSCredentials
{
    public Task ReadyAsync(CancellationToken cancellationToken) => session.GetAsync(cancellationToken);

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();

    public override async Task<ImmutableCredentials> GetCredentialsAsync() =>
        (await session.GetAsync(CancellationToken.None).ConfigureAwait(false)).Credentials;
}
