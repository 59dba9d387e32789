namespace Berth.Repositories;

/// <summary>A setting as a description of a repository reports it: its value, or why the value could not be read.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <remarks>A description with one unreadable setting still proves that the repository exists.</remarks>
public sealed record DescribedSetting<T>
{
    private readonly T value;

    internal DescribedSetting(T value, string? fault)
    {
        this.value = value;
        Fault = fault;
    }

    /// <summary>Gets the value.</summary>
    /// <exception cref="InvalidOperationException">The value could not be read; see <see cref="Fault"/>.</exception>
    public T Value => Fault is null ? value : throw new InvalidOperationException(Fault);

    /// <summary>Gets why the value could not be read, or <see langword="null"/> if it was read.</summary>
    public string? Fault { get; }

    /// <summary>The value or the fault, for messages.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fault ?? value?.ToString() ?? string.Empty;
}
