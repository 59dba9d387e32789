namespace Berth.Oci;

/// <summary>Makes texts from outside fit for messages and logs.</summary>
internal static class OutsideText
{
    /// <summary>The text on one line, without control characters, shortened.</summary>
    public static string Shown(string text, int maxLength)
    {
        var shown = text.Length > maxLength ? string.Concat(text.AsSpan(0, maxLength), "…") : text;
        return string.Create(shown.Length, shown, static (span, source) =>
        {
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = char.IsControl(source[index]) ? ' ' : source[index];
            }
        }).Trim();
    }
}
