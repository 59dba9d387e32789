using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Berth.Emulator.Hosting;

/// <summary>Runs requests through the dispatcher in this process. Bodies stream both ways, like over a socket.</summary>
internal sealed class InProcessHandler(Dispatcher dispatcher) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = new InProcessResponseBody();
        var lifetime = new InProcessLifetime(body);
        var http = await ContextOf(request, body, lifetime, cancellationToken).ConfigureAwait(false);
        var registration = cancellationToken.Register(lifetime.Abort);
        _ = RunAsync(http, body, lifetime, registration);
        await body.Started.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return ResponseOf(request, http, body);
    }

    private static async Task<DefaultHttpContext> ContextOf(
        HttpRequestMessage message, InProcessResponseBody body, InProcessLifetime lifetime, CancellationToken cancellationToken)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body.Writer));
        http.Features.Set<IHttpRequestLifetimeFeature>(lifetime);
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        var uri = message.RequestUri!;
        var request = http.Request;
        request.Method = message.Method.Method;
        request.Scheme = uri.Scheme;
        request.Host = message.Headers.Host is { } host ? new HostString(host) : HostString.FromUriComponent(uri.Authority);
        // The AWS SDK's addresses are not canonicalized, and such answer no more than these.
        request.Path = PathString.FromUriComponent(uri.AbsolutePath);
        request.QueryString = new QueryString(uri.Query);
        http.Features.Get<IHttpRequestFeature>()!.RawTarget = uri.PathAndQuery;
        foreach (var (name, values) in message.Headers.NonValidated)
        {
            // The one header whose values are parted by spaces is put together again.
            request.Headers[name] = name == "User-Agent" ? string.Join(' ', values) : values.ToArray();
        }

        if (message.Content is { } content)
        {
            foreach (var (name, values) in content.Headers.NonValidated)
            {
                request.Headers[name] = values.ToArray();
            }

            request.ContentLength = content.Headers.ContentLength;
            request.Body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        }

        return http;
    }

    private static HttpResponseMessage ResponseOf(HttpRequestMessage request, DefaultHttpContext http, InProcessResponseBody body)
    {
        var response = new HttpResponseMessage((HttpStatusCode)http.Response.StatusCode)
        {
            RequestMessage = request,
            Content = new StreamContent(body.Reader),
        };
        foreach (var (name, values) in http.Response.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return response;
    }

    private async Task RunAsync(
        DefaultHttpContext http, InProcessResponseBody body, InProcessLifetime lifetime, CancellationTokenRegistration registration)
    {
        try
        {
            // The caller's thread is not kept while the request runs.
            await Task.Yield();
            await dispatcher.HandleAsync(http).ConfigureAwait(false);
            await body.CompleteAsync(null).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await body.CompleteAsync(exception).ConfigureAwait(false);
        }
        finally
        {
            await registration.DisposeAsync().ConfigureAwait(false);
            lifetime.Dispose();
        }
    }
}
