namespace Berth.Oci.Authentication;

/// <summary>A credential store, which is a file or a credential helper, cannot be used. The message holds no secrets.</summary>
public sealed class CredentialException : BerthException
{
    internal CredentialException(string store, string message, Exception? innerException = null)
        : base(message, innerException) => Store = store;

    /// <summary>Gets the path of the file, or the name of the helper's program.</summary>
    public string Store { get; }
}
