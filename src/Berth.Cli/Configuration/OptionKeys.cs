using System.Text.Json;

namespace Berth.Cli.Configuration;

/// <summary>Translates option keys, such as <c>AssumeRole:RoleArn</c>, to the keys of <c>berth.json</c>.</summary>
internal static class OptionKeys
{
    /// <summary>Returns the file key of an option key.</summary>
    /// <param name="optionKey">The option key below the registry; a path into a document may follow it.</param>
    /// <returns>Such as <c>assumeRole.roleArn</c>, <c>settings.budgetSeconds</c> or <c>settings.tagMutability.filters[0]</c>.</returns>
    public static string ToFileKey(string optionKey)
    {
        var end = optionKey.AsSpan().IndexOfAny('/', '[') is var document and >= 0 ? document : optionKey.Length;
        var parts = optionKey[..end].Split(':');
        var names = string.Join('.', parts.Where(static part => !IsIndex(part)).Select(JsonNamingPolicy.CamelCase.ConvertName));

        // Times are numbers of seconds in the file, and their keys name the unit.
        var key = RegistrySettings.Find(names) is null && RegistrySettings.Find(names + "Seconds") is { } seconds ? seconds.Key : names;
        return $"{key}{string.Concat(parts.Where(IsIndex).Select(static part => $"[{part}]"))}{optionKey[end..]}";
    }

    private static bool IsIndex(string part) => part.Length > 0 && part.All(char.IsAsciiDigit);
}
