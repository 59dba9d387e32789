namespace Berth.Emulator.Registry.Repositories;

/// <summary>What came of a change: an answer, or nothing because the repository was deleted before its turn came.</summary>
internal readonly record struct EditResult<T>(T Answer)
{
    public static EditResult<T> Gone { get; } = new(default!) { IsGone = true };

    public bool IsGone { get; private init; }
}
