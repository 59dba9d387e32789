using Amazon.Runtime;
using Berth.Aws.Errors;
using Berth.Registries;

namespace Berth.Aws.Sessions;

/// <summary>Sends a call after its credentials are resolved, and exactly once more with others if AWS rejects them.</summary>
internal static class SignedCall
{
    public static async Task<T> RunAsync<T>(IReadyCredentials? credentials, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        if (credentials is null)
        {
            return await send(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var handle = await credentials.ReadyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await send(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (RejectsCredentials(exception))
        {
            // They were revoked or have expired by the clock of AWS. A rejection of the next ones is an error.
            credentials.Reject(handle);
            await credentials.ReadyAsync(cancellationToken).ConfigureAwait(false);
            return await send(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool RejectsCredentials(AmazonServiceException exception) =>
        exception.StatusCode != 0 && ErrorCodes.KindOf(exception.ErrorCode, (int)exception.StatusCode) == EcrErrorKind.InvalidCredentials;
}
