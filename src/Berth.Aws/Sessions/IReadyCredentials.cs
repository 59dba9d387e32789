namespace Berth.Aws.Sessions;

/// <summary>Credentials that are resolved before a call, within its limit; the pipeline of the SDK could not be cancelled while it resolves them.</summary>
internal interface IReadyCredentials
{
    /// <summary>Resolves the credentials.</summary>
    /// <returns>The handle of what will sign the call, for <see cref="Reject"/>.</returns>
    Task<object> ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Drops credentials that AWS rejected, so that the next call resolves them anew. Newer ones are kept.</summary>
    void Reject(object handle);
}
