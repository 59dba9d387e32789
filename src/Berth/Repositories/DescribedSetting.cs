namespace Berth.Repositories;

/// <summary>Creates settings as a description of a repository reports them.</summary>
public static class DescribedSetting
{
    /// <summary>Wraps a value that was read.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The setting.</returns>
    public static DescribedSetting<T> Create<T>(T value) => new(value, null);

    /// <summary>Reports a value that could not be read.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="fault">Why, as a sentence without its full stop.</param>
    /// <returns>The setting.</returns>
    public static DescribedSetting<T> Unreadable<T>(string fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(fault);
        return new(default!, fault);
    }
}
