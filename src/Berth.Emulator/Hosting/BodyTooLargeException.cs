namespace Berth.Emulator.Hosting;

/// <summary>A request has more bytes than its operation takes.</summary>
internal sealed class BodyTooLargeException(long limit) : BerthException($"the request has more than {limit} bytes")
{
    public long Limit { get; } = limit;
}
