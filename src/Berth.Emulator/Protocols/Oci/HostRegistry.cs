using Berth.Emulator.Access;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>
/// Which registry a request is for: the one that the host names, as in <c>123456789012.dkr.ecr.us-east-1.amazonaws.com</c> or the same
/// labels before any other suffix, and otherwise the one of the token.
/// </summary>
internal static class HostRegistry
{
    /// <summary>The registry, or <see langword="null"/> if the token is of another region than the one that the host names.</summary>
    public static RegistryKey? Of(HostString host, Caller caller)
    {
        var name = host.Value;
        if (name is null || name.Length < 16 || name[12] != '.' || !TryParse(host.Host, out var account, out var region))
        {
            return new RegistryKey(caller.Registry, caller.Region);
        }

        return region == caller.Region ? new RegistryKey(account, region) : null;
    }

    private static bool TryParse(string host, out AccountId account, out Region region)
    {
        (account, region) = (null!, null!);
        return host.Split('.') is [var first, "dkr", "ecr" or "ecr-fips", var third, ..]
            ? AccountId.TryParse(first, out account!) && Region.TryParse(third, out region!)
            : host.Split('.') is [var number, "dkr-ecr" or "dkr-ecr-fips", var place, ..]
                && AccountId.TryParse(number, out account!)
                && Region.TryParse(place, out region!);
    }
}
