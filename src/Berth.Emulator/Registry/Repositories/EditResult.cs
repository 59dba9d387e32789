namespace Berth.Emulator.Registry.Repositories;

/// <summary>The result of a change, or <see cref="Gone"/> if the repository was deleted first.</summary>
internal readonly record struct EditResult<T>(T Answer)
{
    public static EditResult<T> Gone { get; } = new(default!) { IsGone = true };

    public bool IsGone { get; private init; }
}
