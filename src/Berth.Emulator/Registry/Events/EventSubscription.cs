using System.Threading.Channels;

namespace Berth.Emulator.Registry.Events;

/// <summary>Receives the events that follow its creation, up to a number that have not been read. Disposing ends it.</summary>
internal sealed class EventSubscription : IDisposable
{
    private readonly Channel<RegistryEvent> channel;
    private readonly Action<EventSubscription> end;
    private long missed;

    public EventSubscription(int capacity, Action<EventSubscription> end)
    {
        channel = Channel.CreateBounded<RegistryEvent>(new BoundedChannelOptions(capacity) { SingleReader = true });
        this.end = end;
    }

    /// <summary>Gets the events, in order. It completes when the subscription or the emulator ends.</summary>
    public ChannelReader<RegistryEvent> Reader => channel.Reader;

    /// <summary>Gets the number of events that were lost because too many had not been read.</summary>
    public long Missed => Interlocked.Read(ref missed);

    public void Dispose()
    {
        end(this);
        channel.Writer.TryComplete();
    }

    internal void Deliver(RegistryEvent occurred)
    {
        if (!channel.Writer.TryWrite(occurred))
        {
            Interlocked.Increment(ref missed);
        }
    }
}
