using System.Net.Sockets;
using System.Text;

namespace Berth.Cli.Tests;

/// <summary>An answer of <see cref="FakeServer"/>.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The body.</param>
internal sealed record FakeAnswer(int Status, string ContentType, string Body)
{
    // Within the size limit of every answer: the time limit must end the request.
    private const int SlowDripLength = 50_000;

    private enum Pace
    {
        AtOnce,
        Never,
        SlowDrip,
    }

    private Pace How { get; init; }

    /// <summary>No answer comes, and the connection stays open.</summary>
    public static FakeAnswer Stall { get; } = new(200, "application/json", "{}") { How = Pace.Never };

    /// <summary>The body comes one byte at a time, without an end.</summary>
    public static FakeAnswer Drip { get; } = new(200, "application/json", "{}") { How = Pace.SlowDrip };

    /// <summary>A page of a proxy or portal.</summary>
    public static FakeAnswer Page { get; } = new(200, "text/html", "<html><body>Please sign in</body></html>");

    /// <summary>An error of the AWS service that is called: XML from STS, JSON from ECR.</summary>
    public static FakeAnswer Error(string request, int status, string ecrCode, string stsCode) => IsSts(request)
        ? new FakeAnswer(status, "text/xml", $"<ErrorResponse><Error><Type>Sender</Type><Code>{stsCode}</Code><Message>no</Message></Error><RequestId>r-1</RequestId></ErrorResponse>")
        : new FakeAnswer(status, "application/x-amz-json-1.1", $$"""{"__type":"{{ecrCode}}","message":"no"}""");

    public static bool IsSts(string request) => request.Contains("Action=AssumeRole", StringComparison.Ordinal);

    public async Task WriteAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        if (How == Pace.Never)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        var length = How == Pace.SlowDrip ? SlowDripLength : Encoding.UTF8.GetByteCount(Body);
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes($"HTTP/1.1 {Status} x\r\nContent-Type: {ContentType}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"), cancellationToken);
        if (How == Pace.SlowDrip)
        {
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray(), cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(Body), cancellationToken);
    }
}
