using System.Collections.Immutable;

namespace Berth.Emulator.Registry.Events;

/// <summary>Delivers committed changes to subscribers in this process. Publishing never waits for a subscriber.</summary>
internal sealed class RegistryEvents : IDisposable
{
    private ImmutableArray<EventSubscription> subscriptions = [];

    /// <summary>Subscribes to the events from now on.</summary>
    /// <param name="capacity">The number of events that may wait to be read; further events are counted as missed.</param>
    public EventSubscription Subscribe(int capacity)
    {
        var subscription = new EventSubscription(
            capacity, ended => ImmutableInterlocked.Update(ref subscriptions, (all, one) => all.Remove(one), ended));
        ImmutableInterlocked.Update(ref subscriptions, (all, one) => all.Add(one), subscription);
        return subscription;
    }

    public void Publish(IEnumerable<RegistryEvent> events)
    {
        var receivers = subscriptions;
        if (receivers.IsEmpty)
        {
            return;
        }

        foreach (var occurred in events)
        {
            foreach (var receiver in receivers)
            {
                receiver.Deliver(occurred);
            }
        }
    }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Dispose();
        }
    }
}
