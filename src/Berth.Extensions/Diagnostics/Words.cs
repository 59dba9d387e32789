using System.Collections.Concurrent;
using System.Text.Json;

namespace Berth.Extensions.Diagnostics;

/// <summary>The names under which outcomes are reported: the names of the enum members in camel case, each created once.</summary>
internal static class Words
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        Cache<TEnum>.Words.GetOrAdd(value, static member => JsonNamingPolicy.CamelCase.ConvertName(member.ToString()));

    private static class Cache<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly ConcurrentDictionary<TEnum, string> Words = new();
    }
}
