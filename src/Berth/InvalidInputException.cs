namespace Berth;

/// <summary>The input is not valid. No call was made and nothing was changed.</summary>
public sealed class InvalidInputException : BerthException
{
    /// <summary>Initializes a new instance of the <see cref="InvalidInputException"/> class.</summary>
    /// <param name="faults">Everything that is wrong, at least one.</param>
    public InvalidInputException(IReadOnlyList<Fault> faults)
        : base(string.Join(Environment.NewLine, faults))
    {
        ArgumentOutOfRangeException.ThrowIfZero(faults.Count, nameof(faults));
        Faults = faults;
    }

    /// <summary>Gets everything that is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<Fault> Faults { get; }
}
