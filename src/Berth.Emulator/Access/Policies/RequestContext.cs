using System.Collections.Immutable;

namespace Berth.Emulator.Access.Policies;

/// <summary>The values of a request's condition keys.</summary>
internal sealed class RequestContext
{
    private readonly Dictionary<string, ImmutableArray<string>> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the value of a key for a variable, or <see langword="null"/> if the key is absent or has several values.</summary>
    public string? this[string key] => Values(key) is [var only] ? only : null;

    /// <summary>Gets the values of a key, empty if the key is absent.</summary>
    public ImmutableArray<string> Values(string key) => values.TryGetValue(key, out var found) ? found : [];

    /// <summary>Sets a key's value; <see langword="null"/> leaves the key absent.</summary>
    public RequestContext With(string key, string? value)
    {
        if (value is not null)
        {
            values[key] = [value];
        }

        return this;
    }

    /// <summary>Sets a key's values; without values the key stays absent.</summary>
    public RequestContext WithAll(string key, IEnumerable<string>? all)
    {
        if (all?.ToImmutableArray() is { IsEmpty: false } given)
        {
            values[key] = given;
        }

        return this;
    }

    /// <summary>Sets one key for each tag.</summary>
    public RequestContext WithTags(string prefix, IEnumerable<KeyValuePair<string, string>>? tags)
    {
        foreach (var (key, value) in tags ?? [])
        {
            values[prefix + key] = [value];
        }

        return this;
    }
}
