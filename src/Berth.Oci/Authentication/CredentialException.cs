namespace Berth.Oci.Authentication;

/// <summary>A store of credentials, a file or a credential helper, cannot be used. The message holds none of its secrets.</summary>
public sealed class CredentialException : BerthException
{
    internal CredentialException(string store, string message, Exception? innerException = null)
        : base(message, innerException) => Store = store;

    /// <summary>Gets the path of the file, or the helper's program, that is at fault.</summary>
    public string Store { get; }
}
