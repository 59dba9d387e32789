namespace Berth.Repositories;

/// <summary>What became of reading one setting: it was not asked for, it was answered (perhaps with absence), or the read failed.</summary>
internal sealed class Reading<T>
    where T : class
{
    private Reading(T? value, bool answered, Exception? failure)
    {
        Value = value;
        IsAnswered = answered;
        Failure = failure;
    }

    public static Reading<T> NotAsked { get; } = new(null, false, null);

    public static Reading<T> Absent { get; } = new(null, true, null);

    /// <summary>The answer, or <see langword="null"/> for absence, for a failed read, and where nothing was asked.</summary>
    public T? Value { get; }

    public bool IsAnswered { get; }

    public Exception? Failure { get; }

    public static Reading<T> Of(T? value) => value is null ? Absent : new(value, true, null);

    public static Reading<T> Failed(Exception failure) => new(null, false, failure);
}
