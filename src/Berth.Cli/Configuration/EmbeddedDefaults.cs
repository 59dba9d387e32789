using Berth.Extensions.Options;

namespace Berth.Cli.Configuration;

/// <summary>The default embedded registry: the one that <c>berth emulator</c> serves on its default port.</summary>
internal static class EmbeddedDefaults
{
    public const int Port = 5000;
    public const string Host = "localhost:5000";
    public const string Account = "123456789012";
    public const string Region = "us-east-1";

    /// <summary>Fills in what makes a registry without a host the embedded one.</summary>
    public static void Apply(RegistryOptions options)
    {
        options.Host = Host;
        options.Kind = RegistryKind.Ecr;
        options.Account ??= Account;
        options.Region ??= Region;
    }
}
