namespace Berth.Emulator.Access.Policies;

/// <summary>What is known of a request besides its action and resource, by condition key.</summary>
internal sealed class RequestContext
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the value of a key, or <see langword="null"/> where the request has none.</summary>
    public string? this[string key] => values.GetValueOrDefault(key);

    /// <summary>Sets a key's value; <see langword="null"/> leaves the key absent.</summary>
    public RequestContext With(string key, string? value)
    {
        if (value is not null)
        {
            values[key] = value;
        }

        return this;
    }

    /// <summary>Sets one key for each tag.</summary>
    public RequestContext WithTags(string prefix, IEnumerable<KeyValuePair<string, string>>? tags)
    {
        foreach (var (key, value) in tags ?? [])
        {
            values[prefix + key] = value;
        }

        return this;
    }
}
