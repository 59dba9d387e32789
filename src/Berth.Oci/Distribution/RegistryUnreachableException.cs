namespace Berth.Oci.Distribution;

/// <summary>A registry, or the token server that it sends its clients to, gave no whole answer: no connection, a broken one, or none in time.</summary>
public sealed class RegistryUnreachableException : BerthException
{
    internal RegistryUnreachableException(Uri uri, string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException)
    {
        RequestUri = uri;
        IsTransient = isTransient;
    }

    /// <summary>Gets the URI of the request; a query is left out.</summary>
    public Uri RequestUri { get; }

    /// <summary>Gets a value indicating whether asking again may help. A certificate that is not trusted does not become so.</summary>
    public bool IsTransient { get; }
}
