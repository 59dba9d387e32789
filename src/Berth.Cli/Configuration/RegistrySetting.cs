using Berth.Extensions.Options;

namespace Berth.Cli.Configuration;

/// <summary>
/// One setting of a registry: one row of the table from which the file, the variables, the options, the JSON schema and
/// <c>berth config show</c> are all made.
/// </summary>
/// <param name="Key">The key below the registry, its parts joined by dots.</param>
/// <param name="Type">What kind of value it takes.</param>
/// <param name="Description">What it is for, in one sentence.</param>
/// <param name="Assign">Puts a value of the right type into the options.</param>
internal sealed record RegistrySetting(string Key, SettingType Type, string Description, Action<RegistryOptions, SettingValue> Assign)
{
    /// <summary>The environment variable that sets it for the default registry.</summary>
    public string? Variable { get; init; }

    /// <summary>The command-line option that sets it for the registry in use.</summary>
    public string? Option { get; init; }

    /// <summary>The values that are accepted, if only some are.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The default value, or <see langword="null"/> if there is no default.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it says what repositories are to be like, and not how the registry is reached.</summary>
    public bool IsOfRepositories => Key == "tags" || Key.StartsWith("settings.", StringComparison.Ordinal);

    /// <summary>Whether its value is shared in confidence and never shown.</summary>
    public bool IsSecret { get; init; }
}
