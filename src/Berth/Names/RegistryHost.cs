using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Berth.Names;

/// <summary>The host of any registry, with an optional port: <c>ghcr.io</c>, <c>localhost:5000</c>, <c>[::1]:5000</c>. Kept in lower case.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc1123#section-2.1"/>
[JsonConverter(typeof(ValueJsonConverter<RegistryHost>))]
public sealed partial record RegistryHost : IValue<RegistryHost>
{
    private const int MaxNameLength = 253;

    private RegistryHost(string name, int? port)
    {
        Name = name;
        Port = port;
    }

    /// <summary>Gets the host's name or address, without the port; an IPv6 address keeps its brackets.</summary>
    public string Name { get; }

    /// <summary>Gets the port, or <see langword="null"/> where the scheme's own is meant.</summary>
    public int? Port { get; }

    /// <summary>Gets a value indicating whether the host is this machine by its very name: <c>localhost</c>, a name below it, or a loopback address.</summary>
    public bool IsLoopback =>
        Name == "localhost"
        || Name.EndsWith(".localhost", StringComparison.Ordinal)
        || (IPAddress.TryParse(Name, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Parses a registry's host.</summary>
    /// <param name="text">A host name or address, in any letter case, with an optional port.</param>
    /// <returns>The host.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a valid host, or its port is not valid.</exception>
    public static RegistryHost Parse(string text) => Value.Parse<RegistryHost>(text, "a registry host");

    /// <summary>Parses a registry's host, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The host, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a host with an optional port.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RegistryHost? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out RegistryHost? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
        {
            reason = "it is empty; give a host such as ghcr.io or localhost:5000";
            return false;
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            reason = "a registry host has no scheme; remove the text before the host's name";
            return false;
        }

        var match = Grammar().Match(text);
        if (!match.Success || match.Groups["name"].Length > MaxNameLength || !IsHost(match.Groups["name"].Value))
        {
            reason = "a registry host is a DNS name or an address with an optional port, and nothing else";
            return false;
        }

        int? port = null;
        if (match.Groups["port"].Success)
        {
            if (!ushort.TryParse(match.Groups["port"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
            {
                reason = "a port is a number from 1 to 65535";
                return false;
            }

            port = number;
        }

        value = new RegistryHost(match.Groups["name"].Value.ToLowerInvariant(), port);
        reason = null;
        return true;
    }

    /// <summary>The host and, where there is one, a colon and the port.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() =>
        Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Name}:{port}") : Name;

    private static bool IsHost(string name) =>
        name[0] != '[' || (IPAddress.TryParse(name, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6);

    [GeneratedRegex(
        @"^(?<name>\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)(:(?<port>[0-9]{1,5}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
