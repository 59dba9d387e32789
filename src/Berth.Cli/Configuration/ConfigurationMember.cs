namespace Berth.Cli.Configuration;

/// <summary>A member of an object in a configuration file.</summary>
/// <param name="Name">The key.</param>
/// <param name="Line">The line of the key, counted from one.</param>
/// <param name="Value">The value.</param>
internal sealed record ConfigurationMember(string Name, int Line, ConfigurationNode Value);
