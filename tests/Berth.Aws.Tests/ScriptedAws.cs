using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Amazon.Runtime;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Tests;

/// <summary>An AWS that answers what a test says, and remembers what it was asked.</summary>
internal sealed class ScriptedAws : HttpMessageHandler
{
    public static readonly EcrRegistry Registry = new(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com"));

    private readonly ConcurrentQueue<RecordedCall> calls = new();
    private readonly Func<RecordedCall, CancellationToken, Task<HttpResponseMessage>> answer;

    public ScriptedAws(Func<RecordedCall, HttpResponseMessage> answer)
        : this((call, _) => Task.FromResult(answer(call)))
    {
    }

    public ScriptedAws(Func<RecordedCall, CancellationToken, Task<HttpResponseMessage>> answer) => this.answer = answer;

    public IReadOnlyCollection<RecordedCall> Calls => calls;

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK, string? requestId = "11111111-2222-3333-4444-555555555555")
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.1") };
        if (requestId is not null)
        {
            response.Headers.Add("x-amzn-RequestId", requestId);
        }

        return response;
    }

    public static HttpResponseMessage Error(string code, string message = "no", HttpStatusCode status = HttpStatusCode.BadRequest) =>
        Json($$"""{"__type":"{{code}}","message":"{{message}}"}""", status);

    public static HttpResponseMessage Session(string accessKey, DateTimeOffset end) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
            <AssumedRoleUser><AssumedRoleId>AROAX:s</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/deployer/s</Arn></AssumedRoleUser>
            <Credentials><AccessKeyId>{accessKey}</AccessKeyId><SecretAccessKey>session-secret</SecretAccessKey>
            <SessionToken>session-token</SessionToken><Expiration>{end.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials>
            </AssumeRoleResult><ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata></AssumeRoleResponse>
            """,
            Encoding.UTF8,
            "text/xml"),
    };

    public EcrClientFactory Factory(TimeProvider? time = null, AWSCredentials? credentials = null) => new(new EcrClientOptions
    {
        HttpMessageHandler = this,
        Credentials = credentials ?? new BasicAWSCredentials("AKIDEXAMPLE", "caller-secret"),
        TimeProvider = time ?? TimeProvider.System,
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.Headers.TryGetValues("X-Amz-Target", out var values) ? values.Single() : null;
        var call = new RecordedCall(
            target?.Split('.')[1],
            request.RequestUri!,
            target,
            request.Content?.Headers.ContentType?.ToString(),
            request.Headers.TryGetValues("Authorization", out var signatures) ? signatures.Single() : null,
            request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken));
        calls.Enqueue(call);
        return await answer(call, cancellationToken);
    }
}
