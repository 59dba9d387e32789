namespace Berth.Oci.Distribution;

/// <summary>Reads the body of a response up to a limit, independently of its stated length.</summary>
internal static class BoundedContent
{
    private const int FirstBuffer = 16 * 1024;

    /// <returns>The complete body, or <see langword="null"/> if it exceeds the limit.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int maxBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return null;
        }

        // A stated length within the limit is used for the first allocation only.
        var buffer = new byte[(int)Math.Min(maxBytes + 1L, Math.Max(content.Headers.ContentLength + 1 ?? FirstBuffer, 1))];
        var length = 0;
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var ownedStream = stream.ConfigureAwait(false);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read;
            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            if (length > maxBytes)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(maxBytes + 1L, buffer.Length * 2L));
            }
        }
    }
}
