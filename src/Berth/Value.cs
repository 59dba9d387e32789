namespace Berth;

internal static class Value
{
    /// <summary>Parses a value or throws a <see cref="FormatException"/> that names the text, the kind and the reason.</summary>
    public static TValue Parse<TValue>(string? text, string kind)
        where TValue : class, IValue<TValue> =>
        TValue.TryParse(text, out var value, out var reason)
            ? value
            : throw new FormatException($"'{text}' is not {kind}: {reason}");
}
