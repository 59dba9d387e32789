using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Sessions;

/// <summary>What two registries must have in common to share a session.</summary>
internal sealed record SessionKey(AssumedRole Role, string? Profile, Region Region, Uri? Endpoint, bool UseFips, bool UseDualStack)
{
    public static SessionKey Of(EcrRegistry registry, AssumedRole role) =>
        new(role, registry.Profile, registry.Region, registry.Endpoint, registry.UseFips, registry.UseDualStack);
}
