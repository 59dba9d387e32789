using System.Collections.Concurrent;

namespace Berth.Aws.Runtime;

/// <summary>Bounds each attempt in time, headers and body included, and its answer in size. It also notes how far the clock of a host is from this machine's.</summary>
internal sealed class BoundedHandler(HttpMessageHandler inner, TimeSpan timeout, TimeProvider time) : DelegatingHandler(inner)
{
    /// <summary>A difference below this comes from the resolution of the Date header and the time that the answer takes.</summary>
    private static readonly TimeSpan LeastSkew = TimeSpan.FromSeconds(5);

    private const int MaxHosts = 1000;
    private const int ChunkSize = 16 * 1024;

    private readonly ConcurrentDictionary<string, TimeSpan> skews = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets how far the clock of a host was ahead of this machine's clock at its last answer; zero if unknown or small.</summary>
    public TimeSpan SkewOf(string authority) => skews.GetValueOrDefault(authority);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CallLimit(timeout, time, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            // WaitAsync: a handler that ignores its cancellation must not hold the attempt.
            response = await base.SendAsync(request, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            NoteClock(request, response);
            await BufferAsync(request, response, limit.Token).ConfigureAwait(false);
            return response;
        }
        catch (OperationCanceledException exception) when (limit.IsExpired && !cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw new HttpRequestException(
                $"no complete answer within {timeout.TotalSeconds:0.###} s",
                new IOException("the attempt timed out", new TimeoutException(exception.Message, exception)));
        }
        catch
        {
            response?.Dispose();
            throw;
        }
    }

    private static async Task BufferAsync(HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var limit = AnswerLimits.For(request, !response.IsSuccessStatusCode);
        var original = response.Content;
        if (original.Headers.ContentLength > limit)
        {
            throw new AnswerTooLargeException(limit);
        }

        var body = await original.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var ownedBody = body.ConfigureAwait(false);
        using var bytes = new MemoryStream();
        var chunk = new byte[ChunkSize];
        while (await body.ReadAsync(chunk, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            if (bytes.Length + read > limit)
            {
                throw new AnswerTooLargeException(limit);
            }

            bytes.Write(chunk, 0, read);
        }

        var buffered = new ByteArrayContent(bytes.ToArray());
        foreach (var (name, values) in original.Headers.NonValidated)
        {
            buffered.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = buffered;
        original.Dispose();
    }

    private void NoteClock(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (request.RequestUri is not { } uri || response.Headers.Date is not { } date)
        {
            return;
        }

        var skew = date - time.GetUtcNow();
        if (skew.Duration() < LeastSkew)
        {
            skews.TryRemove(uri.Authority, out _);
        }
        else if (skews.Count < MaxHosts)
        {
            skews[uri.Authority] = skew;
        }
    }
}
