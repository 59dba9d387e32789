using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Berth.Names;

/// <summary>
/// The host of a private Amazon ECR registry, as docker clients address it, with what it names: account, region, and whether it is a
/// FIPS or a dual-stack host. Any other host is not ECR, which is an answer and no error.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/general/latest/gr/ecr.html"/>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html"/>
[JsonConverter(typeof(ValueJsonConverter<EcrHost>))]
public sealed partial record EcrHost : IValue<EcrHost>
{
    private EcrHost(RegistryHost host, AccountId account, Region region, bool isFips, bool isDualStack)
    {
        Host = host;
        Account = account;
        Region = region;
        IsFips = isFips;
        IsDualStack = isDualStack;
    }

    /// <summary>Gets the host as it was written, in lower case.</summary>
    public RegistryHost Host { get; }

    /// <summary>Gets the account whose registry this is.</summary>
    public AccountId Account { get; }

    /// <summary>Gets the region of the registry.</summary>
    public Region Region { get; }

    /// <summary>Gets a value indicating whether the host speaks FIPS 140 validated cryptography.</summary>
    public bool IsFips { get; }

    /// <summary>Gets a value indicating whether the host answers over IPv6 as well as IPv4.</summary>
    public bool IsDualStack { get; }

    /// <summary>Returns the host of an account's registry in a region: the reverse of parsing.</summary>
    /// <param name="account">The account.</param>
    /// <param name="region">The region; it decides the DNS suffix.</param>
    /// <param name="isFips">Whether the FIPS host is wanted.</param>
    /// <param name="isDualStack">Whether the dual-stack host is wanted.</param>
    /// <returns>The host, or <see langword="null"/> where the partition has no dual-stack registry host.</returns>
    public static EcrHost? Of(AccountId account, Region region, bool isFips = false, bool isDualStack = false)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(region);
        var fips = isFips ? "-fips" : string.Empty;
        if (!isDualStack)
        {
            return Parse($"{account}.dkr.ecr{fips}.{region}.{region.Partition.DnsSuffix}");
        }

        return region.Partition.DualStackRegistrySuffix is { } suffix
            ? Parse($"{account}.dkr-ecr{fips}.{region}.{suffix}")
            : null;
    }

    /// <summary>Parses the host of an ECR registry.</summary>
    /// <param name="text">The host, in any letter case, with an optional port.</param>
    /// <returns>The host.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not the host of an ECR registry.</exception>
    public static EcrHost Parse(string text) => Value.Parse<EcrHost>(text, "the host of an ECR registry");

    /// <summary>Parses the host of an ECR registry, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The host, or <see langword="null"/>.</param>
    /// <returns>Whether the text is the host of an ECR registry.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EcrHost? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out EcrHost? value,
        [NotNullWhen(false)] out string? reason)
    {
        if (!RegistryHost.TryParse(text, out var host, out reason))
        {
            value = null;
            return false;
        }

        value = From(host);
        reason = value is null
            ? "the host of an ECR registry is {account}.dkr.ecr.{region}.amazonaws.com or its form in another partition"
            : null;
        return value is not null;
    }

    /// <summary>Reads the host of a registry as that of an ECR registry.</summary>
    /// <param name="host">The host of any registry.</param>
    /// <returns>The same host as an ECR registry's, or <see langword="null"/> if it is not ECR.</returns>
    public static EcrHost? From(RegistryHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        var match = Grammar().Match(host.Name);
        if (!match.Success
            || !AccountId.TryParse(match.Groups["account"].Value, out var account)
            || !Region.TryParse(match.Groups["region"].Value, out var region))
        {
            return null;
        }

        var hyphenated = match.Groups["separator"].ValueSpan is "-";
        var suffix = match.Groups["suffix"].Value;
        var isDualStack = suffix == region.Partition.DualStackRegistrySuffix;

        // China's dual-stack host is published in two spellings, dkr-ecr and dkr.ecr; everywhere else the hyphen is the mark of dual-stack.
        var spellingFits = isDualStack
            ? hyphenated || region.Partition == Partition.China
            : !hyphenated && suffix == region.Partition.DnsSuffix;

        return spellingFits ? new EcrHost(host, account, region, match.Groups["fips"].Success, isDualStack) : null;
    }

    /// <summary>The host and, where there is one, a colon and the port.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => Host.ToString();

    [GeneratedRegex(
        @"^(?<account>[0-9]{12})\.dkr(?<separator>[.-])ecr(?<fips>-fips)?\.(?<region>[a-z0-9-]+)\.(?<suffix>[a-z0-9.-]+)\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}
