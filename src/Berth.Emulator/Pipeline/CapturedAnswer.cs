using System.Diagnostics.CodeAnalysis;
using Berth.Emulator.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Berth.Emulator.Pipeline;

/// <summary>Holds the body of an answer back, so that a fault can change or discard it. Status and headers stay in the response.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "The body is memory alone; the response feature that writes to it outlives this instance.")]
internal sealed class CapturedAnswer
{
    /// <summary>The greatest number of bytes that are held back; the connection of a longer answer is cut.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    private readonly HttpContext http;
    private readonly IHttpResponseBodyFeature original;
    private readonly BoundedStream body = new();
    private readonly StreamResponseBodyFeature capturing;

    private CapturedAnswer(HttpContext http)
    {
        this.http = http;
        original = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        capturing = new StreamResponseBodyFeature(body);
    }

    public ReadOnlyMemory<byte> Body => body.GetBuffer().AsMemory(0, (int)body.Length);

    /// <summary>Begins to hold the body back.</summary>
    public static CapturedAnswer Begin(HttpContext http)
    {
        var answer = new CapturedAnswer(http);
        http.Features.Set<IHttpResponseBodyFeature>(answer.capturing);
        return answer;
    }

    /// <summary>Ends it: what is written from here on is sent.</summary>
    public async ValueTask EndAsync()
    {
        await capturing.CompleteAsync().ConfigureAwait(false);
        http.Features.Set(original);
    }

    /// <summary>Removes status, headers and body.</summary>
    public void Discard() => http.Response.Clear();

    private sealed class BoundedStream : MemoryStream
    {
        // Every other way to write of a class that derives from MemoryStream calls this one.
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > MaxBytes)
            {
                throw new ConnectionCutException();
            }

            base.Write(buffer, offset, count);
        }
    }
}
