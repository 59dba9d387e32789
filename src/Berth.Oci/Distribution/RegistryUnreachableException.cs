namespace Berth.Oci.Distribution;

/// <summary>There was no complete and valid answer of a registry or its token server: no connection, a broken one, a time limit, or a redirect that was refused.</summary>
public sealed class RegistryUnreachableException : BerthException
{
    internal RegistryUnreachableException(Uri uri, string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException)
    {
        RequestUri = uri;
        IsTransient = isTransient;
    }

    /// <summary>Gets the URI of the request; without the query.</summary>
    public Uri RequestUri { get; }

    /// <summary>Gets a value indicating whether the same request may succeed later.</summary>
    public bool IsTransient { get; }
}
