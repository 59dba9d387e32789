namespace Berth.Repositories;

/// <summary>Lets concurrent callers of the same work share one run of it. The run is cancelled when the last of its callers has gone.</summary>
internal sealed class Flights<TResult>
{
    private readonly Dictionary<string, Flight> flights = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Joins the run of this key, or starts it.</summary>
    /// <returns>The result, and whether this caller is the first to get it, who speaks for the run.</returns>
    public async Task<(TResult Result, bool IsFirst)> JoinAsync(string key, Func<CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        Flight? flight;
        bool starts;
        lock (gate)
        {
            starts = !flights.TryGetValue(key, out flight);
            flight ??= flights[key] = new Flight();
            flight.Passengers++;
        }

        if (starts)
        {
            _ = FlyAsync(key, flight, work);
        }

        try
        {
            var result = await flight.Landing.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return (result, flight.Claim());
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private async Task FlyAsync(string key, Flight flight, Func<CancellationToken, Task<TResult>> work)
    {
        try
        {
            var result = await work(flight.Cancellation.Token).ConfigureAwait(false);
            Remove(key, flight);
            flight.Landing.SetResult(result);
        }
        catch (Exception failure)
        {
            Remove(key, flight);
            flight.Landing.SetException(failure);

            // All who were aboard may have gone; then nobody is left to look at the failure.
            _ = flight.Landing.Task.Exception;
        }
        finally
        {
            flight.Cancellation.Dispose();
        }
    }

    private void Leave(string key, Flight flight)
    {
        lock (gate)
        {
            if (--flight.Passengers > 0 || flight.Landing.Task.IsCompleted)
            {
                return;
            }

            // Later callers start anew: this one may have been stopped anywhere.
            Remove(key, flight);
        }

        try
        {
            flight.Cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has landed this moment.
        }
    }

    private void Remove(string key, Flight flight)
    {
        lock (gate)
        {
            if (flights.TryGetValue(key, out var current) && ReferenceEquals(current, flight))
            {
                flights.Remove(key);
            }
        }
    }

    private sealed class Flight
    {
        private int claimed;

        public TaskCompletionSource<TResult> Landing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Cancellation { get; } = new();

        public int Passengers { get; set; }

        public bool Claim() => Interlocked.Exchange(ref claimed, 1) == 0;
    }
}
