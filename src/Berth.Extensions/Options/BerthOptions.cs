namespace Berth.Extensions.Options;

/// <summary>Berth's options: one default registry and any number of named ones.</summary>
public sealed class BerthOptions
{
    /// <summary>The section of the configuration that holds these options: <c>Berth</c>.</summary>
    public const string SectionName = "Berth";

    /// <summary>Gets or sets the default registry.</summary>
    public RegistryOptions Registry { get; set; } = new();

    /// <summary>Gets further registries by name; by default none.</summary>
    public IDictionary<string, RegistryOptions> Registries { get; } = new Dictionary<string, RegistryOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the options of the repository state cache.</summary>
    public StateCacheOptions StateCache { get; set; } = new();
}
