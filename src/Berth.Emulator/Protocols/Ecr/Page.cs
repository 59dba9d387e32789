using System.Collections.Immutable;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>One page of a listing.</summary>
internal static class Page
{
    /// <summary>The greatest page that can be asked for.</summary>
    public const int MaxSize = 1000;

    /// <summary>The default size of a page.</summary>
    public const int DefaultSize = 100;

    public static void Validate(int? size, int most)
    {
        if (size is { } given)
        {
            Check.Range(given, 1, most, "maxResults");
        }
    }

    /// <summary>Refuses paging where the entries are named one by one.</summary>
    public static void RefuseWith(string names, string? token, int? size)
    {
        if (token is not null || size is not null)
        {
            throw Check.Refuse(token is null ? "maxResults" : "nextToken", $"Member must be null when {names} is specified");
        }
    }

    /// <summary>Finds a page among sorted keys: from where to where, and the token of the next.</summary>
    public static (int Start, int End, string? NextToken) Of(ImmutableSortedSet<string> keys, string? token, int? size)
    {
        var start = 0;
        if (PageToken.Read(token) is { } last)
        {
            // Where the last key is gone meanwhile, the complement is the place of the first one after it.
            var index = keys.IndexOf(last);
            start = index < 0 ? ~index : index + 1;
        }

        var end = Math.Min(start + (size ?? DefaultSize), keys.Count);
        return (start, end, end < keys.Count ? PageToken.Write(keys[end - 1]) : null);
    }
}
