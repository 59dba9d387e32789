namespace Berth.Repositories.Settings;

/// <summary>The result of reading something of a repository: an answer, which may be absence, or a failure.</summary>
internal sealed class Reading<T>
    where T : class
{
    private Reading(T? value, Exception? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>The answer, or <see langword="null"/> for absence and for a failed read.</summary>
    public T? Value { get; }

    public Exception? Failure { get; }

    public bool IsAnswered => Failure is null;

    public static Reading<T> Of(T? value) => new(value, null);

    public static Reading<T> Failed(Exception failure) => new(null, failure);
}
