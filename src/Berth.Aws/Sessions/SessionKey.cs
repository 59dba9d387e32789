using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Sessions;

/// <summary>What two registries must have in common to share a session.</summary>
internal sealed record SessionKey(AssumedRole? Role, string? Profile, Region Region, Uri? Endpoint, bool UseFips, bool UseDualStack)
{
    /// <summary>Gets the comparer by which registries are equal if they share a session.</summary>
    public static IEqualityComparer<EcrRegistry> Comparer { get; } =
        EqualityComparer<EcrRegistry>.Create((one, other) => Of(one!) == Of(other!), registry => Of(registry).GetHashCode());

    public static SessionKey Of(EcrRegistry registry) =>
        new(registry.Role, registry.Profile, registry.Region, registry.Endpoint, registry.UseFips, registry.UseDualStack);
}
