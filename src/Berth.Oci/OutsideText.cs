namespace Berth.Oci;

/// <summary>Prepares text from outside for messages and logs.</summary>
internal static class OutsideText
{
    /// <summary>Returns the text on one line, without control characters, and shortened.</summary>
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
