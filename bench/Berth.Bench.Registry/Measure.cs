namespace Berth.Bench.Registry;

/// <summary>How much was done in what time.</summary>
/// <param name="Amount">Requests or MB.</param>
/// <param name="Time">On the wall.</param>
internal readonly record struct Measure(double Amount, TimeSpan Time)
{
    public double PerSecond => Amount / Time.TotalSeconds;
}
