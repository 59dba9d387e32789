using System.Globalization;
using System.Net;

namespace Berth.Emulator.Access.Policies;

/// <summary>Compares one value of a request with one value of a document, both as text.</summary>
internal static class ConditionValue
{
    /// <summary>Returns the reason why a value of a document cannot be compared, or <see langword="null"/>.</summary>
    public static string? Refuse(ConditionTest test, string text) => test switch
    {
        >= ConditionTest.NumericEquals and <= ConditionTest.NumericGreaterThanEquals => Number(text) is null ? "write a number" : null,
        >= ConditionTest.DateEquals and <= ConditionTest.DateGreaterThanEquals =>
            Date(text) is null ? "write a date such as 2030-01-31T00:00:00Z, or seconds since 1970" : null,
        ConditionTest.Bool or ConditionTest.Null => Flag(text) is null ? "write true or false" : null,
        ConditionTest.IpAddress => Range(text) is null ? "write an address or a range such as 192.0.2.0/24 or 2001:db8::/32" : null,
        ConditionTest.BinaryEquals => Bytes(text) is null ? "write base64" : null,
        ConditionTest.ArnEquals or ConditionTest.ArnLike =>
            text == "*" || text.Split(':', 6).Length == 6 ? null : "write six fields joined by colons, each with * and ? as wildcards",
        _ => null,
    };

    /// <summary>Returns whether a value of the request matches a value of the document. A value that cannot be compared does not match.</summary>
    public static bool Matches(ConditionTest test, string expected, string actual) => test switch
    {
        ConditionTest.StringEquals => expected == actual,
        ConditionTest.StringEqualsIgnoreCase => string.Equals(expected, actual, StringComparison.OrdinalIgnoreCase),
        ConditionTest.StringLike => IamWildcard.Matches(expected, actual),
        ConditionTest.ArnEquals or ConditionTest.ArnLike =>
            expected is [IamWildcard.Any] || IamWildcard.MatchesArn(expected, actual),
        ConditionTest.Bool => Flag(expected) is { } flag && Flag(actual) == flag,
        ConditionTest.BinaryEquals => Bytes(expected) is { } bytes && Bytes(actual) is { } given && given.AsSpan().SequenceEqual(bytes),
        ConditionTest.IpAddress => Range(expected) is { } range && Address(actual) is { } address && range.Contains(address),
        ConditionTest.NumericEquals => Number(actual) == Number(expected) && Number(expected) is not null,
        ConditionTest.NumericLessThan => Number(actual) < Number(expected),
        ConditionTest.NumericLessThanEquals => Number(actual) <= Number(expected),
        ConditionTest.NumericGreaterThan => Number(actual) > Number(expected),
        ConditionTest.NumericGreaterThanEquals => Number(actual) >= Number(expected),
        ConditionTest.DateEquals => Date(actual) == Date(expected) && Date(expected) is not null,
        ConditionTest.DateLessThan => Date(actual) < Date(expected),
        ConditionTest.DateLessThanEquals => Date(actual) <= Date(expected),
        ConditionTest.DateGreaterThan => Date(actual) > Date(expected),
        ConditionTest.DateGreaterThanEquals => Date(actual) >= Date(expected),
        _ => throw new InvalidOperationException($"{test} does not compare values"),
    };

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public static bool? Flag(string text) => bool.TryParse(text, out var flag) ? flag : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTimeOffset? Date(string text)
    {
        if (Number(text) is { } seconds)
        {
            return seconds >= -62135596800 && seconds < 253402300800
                ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
                : null;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? date
            : null;
    }

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static IPAddress? Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;

    /// <summary>Reads a range. IAM takes a range whose address has bits behind the prefix, and ignores them.</summary>
    private static IPNetwork? Range(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (Address(slash < 0 ? text : text[..slash]) is not { } address)
        {
            return null;
        }

        var bytes = address.GetAddressBytes();
        var length = bytes.Length * 8;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bytes.Length * 8))
        {
            return null;
        }

        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }
}
