namespace Berth.Aws.Sessions;

/// <summary>Credentials that are resolved before a call, within its deadline; the pipeline of the SDK could not be cancelled while it resolves them.</summary>
internal interface IReadyCredentials
{
    /// <summary>Resolves the credentials.</summary>
    /// <returns>The handle of what will sign the call, for <see cref="Reject"/>.</returns>
    Task<object> ReadyAsync(CancellationToken cancellationToken);

    /// <summary>Drops credentials that AWS rejected.</summary>
    /// <returns>Whether the call may be sent once more with others.</returns>
    bool Reject(object handle);
}
