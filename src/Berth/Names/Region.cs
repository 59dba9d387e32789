using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Berth.Names;

/// <summary>An AWS region's name, such as <c>eu-central-1</c>. Any name of that form is accepted: regions are added faster than tables of them.</summary>
/// <seealso href="https://docs.aws.amazon.com/general/latest/gr/ecr.html"/>
[JsonConverter(typeof(ValueJsonConverter<Region>))]
public sealed partial record Region : IValue<Region>
{
    private const int MaxLength = 32;

    private readonly string text;

    private Region(string text)
    {
        this.text = text;
        Partition = Partition.Of(text);
    }

    /// <summary>Gets the partition that the region lies in, read off its name as AWS's own endpoint rules do.</summary>
    public Partition Partition { get; }

    /// <summary>Parses a region's name.</summary>
    /// <param name="text">The name, in lower case.</param>
    /// <returns>The region.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> has not the form of a region's name.</exception>
    public static Region Parse(string text) => Value.Parse<Region>(text, "an AWS region");

    /// <summary>Parses a region's name, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The region, or <see langword="null"/>.</param>
    /// <returns>Whether the text has the form of a region's name.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Region? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out Region? value,
        [NotNullWhen(false)] out string? reason)
    {
        if (text is { Length: <= MaxLength } && Grammar().IsMatch(text))
        {
            value = new Region(text);
            reason = null;
            return true;
        }

        value = null;
        reason = "a region is words and a number joined by hyphens, in lower case, such as eu-central-1";
        return false;
    }

    /// <summary>The region's name.</summary>
    /// <returns>The name, which parses back to the same value.</returns>
    public override string ToString() => text;

    [GeneratedRegex(@"^[a-z]{2,8}(-[a-z]+)+-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
