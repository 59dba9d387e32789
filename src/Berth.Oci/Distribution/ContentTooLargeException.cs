namespace Berth.Oci.Distribution;

/// <summary>A registry's answer is greater than what was to be read. No more than that was held in memory.</summary>
public sealed class ContentTooLargeException : BerthException
{
    internal ContentTooLargeException(Uri uri, int maxBytes)
        : base($"the answer to {uri} is greater than {maxBytes} bytes")
    {
        RequestUri = uri;
        MaxBytes = maxBytes;
    }

    /// <summary>Gets the URI of the request; a query is left out.</summary>
    public Uri RequestUri { get; }

    /// <summary>Gets the bound in bytes.</summary>
    public int MaxBytes { get; }
}
