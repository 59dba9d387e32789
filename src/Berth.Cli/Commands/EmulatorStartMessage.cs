using System.Globalization;
using Berth.Emulator;

namespace Berth.Cli.Commands;

/// <summary>The message after the emulator has started: its address, and how to use it.</summary>
internal static class EmulatorStartMessage
{
    public static string Of(Uri endpoint, EmulatorOptions options)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://localhost:{endpoint.Port}");
        var host = string.Create(CultureInfo.InvariantCulture, $"localhost:{endpoint.Port}");
        var keys = options.Identities is null
            ? "AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any"
            : "AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=…   # a key of the identities file";
        return $"""
            berth: ECR, STS and a registry for account {options.Account} in {options.Region} at {address}
            berth: the state is {(options.DataDirectory is null ? "in memory and ends with this process" : $"in {options.DataDirectory}")}

              export AWS_ENDPOINT_URL={address} AWS_REGION={options.Region} AWS_DEFAULT_REGION={options.Region} {keys}
              aws ecr get-login-password | docker login --username AWS --password-stdin {host}
              docker push "$(berth prepare --project demo --environment test)"

            berth: Ctrl-C stops it

            """;
    }
}
