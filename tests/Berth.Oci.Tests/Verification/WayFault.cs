using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Berth.Oci.Tests.Registries;
using Berth.Tests.Verification;

namespace Berth.Oci.Tests.Verification;

/// <summary>One fault between client and registry, by its name in the verification table.</summary>
internal sealed class WayFault(string name)
{
    private static readonly Uri Elsewhere = new("https://storage.example/manifest?signature=secret");

    private int hits;

    public async Task<HttpResponseMessage?> AnswerAsync(HttpRequestMessage request, int number, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (request.RequestUri.Host == Elsewhere.Host)
        {
            return Stored(request);
        }

        // A registry that asks for credentials does so first; the fault comes after.
        var isBlob = path.Contains("/blobs/", StringComparison.Ordinal);
        var isManifest = path.Contains("/manifests/", StringComparison.Ordinal);
        if (!isBlob && !isManifest)
        {
            return name == "no registry but a web server's 404" ? new HttpResponseMessage(HttpStatusCode.NotFound) : null;
        }

        return name switch
        {
            "503 twice" => isManifest && Hit() <= 2 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null,
            "503 for blobs twice" => isBlob && Hit() <= 2 ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : null,
            "429 with Retry-After once" => Hit() <= 1 ? Throttled() : null,
            "connection reset twice" => Hit() <= 2 ? throw new HttpRequestException(HttpRequestError.ConnectionError) : null,
            "503 always" => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
            "500 for blobs always" => isBlob ? new HttpResponseMessage(HttpStatusCode.InternalServerError) : null,
            "429 always" => Throttled(),
            "connection reset always" => throw new HttpRequestException(HttpRequestError.ConnectionError),
            "body cut off always" => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(1000)) },
            "no answer" => await NeverAsync(cancellationToken),
            "403" => Errors(HttpStatusCode.Forbidden, "DENIED", "you may not"),
            "no registry but a web server's 404" => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = Page() },
            "an HTML page" => new HttpResponseMessage(HttpStatusCode.OK) { Content = Page() },
            "400" => Errors(HttpStatusCode.BadRequest, "NAME_INVALID", "no"),
            "100 MB of JSON" => Manifest(new StreamContent(new EndlessStream(100L * 1024 * 1024))),
            "other content" => isManifest ? Lying() : null,
            "redirect to the content" => isManifest ? Redirect(Elsewhere) : null,
            "redirect in a circle" => Redirect(request.RequestUri),
            _ => throw new ArgumentOutOfRangeException(nameof(request), name, "no such fault"),
        };
    }

    private int Hit() => Interlocked.Increment(ref hits);

    private static HttpResponseMessage Stored(HttpRequestMessage request)
    {
        Assert.Null(request.Headers.Authorization);
        return Manifest(new ByteArrayContent(Forge.Image().Bytes));
    }

    private static HttpResponseMessage Lying()
    {
        var answer = Manifest(new ByteArrayContent(Forge.Image("linux", "s390x").Bytes));
        answer.Headers.Add("Docker-Content-Digest", Forge.Image().Digest.ToString());
        return answer;
    }

    private static HttpResponseMessage Manifest(HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(Forge.OciManifest);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    private static HttpResponseMessage Throttled()
    {
        var answer = Errors(HttpStatusCode.TooManyRequests, "TOOMANYREQUESTS", "Rate exceeded");
        answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(1));
        return answer;
    }

    private static HttpResponseMessage Errors(HttpStatusCode status, string code, string message) => new(status)
    {
        Content = new StringContent($$"""{"errors":[{"code":"{{code}}","message":"{{message}}"}]}""", Encoding.UTF8, "application/json"),
    };

    private static StringContent Page() => new("<html><body>Welcome</body></html>", Encoding.UTF8, "text/html");

    private static HttpResponseMessage Redirect(Uri location)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
        answer.Headers.Location = location;
        return answer;
    }

    private static async Task<HttpResponseMessage?> NeverAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return null;
    }
}
