using Berth.Names;

namespace Berth.Aws.Runtime;

/// <summary>The rules for the host of ECR's API, the same four forms in every partition.</summary>
/// <seealso href="https://docs.aws.amazon.com/general/latest/gr/ecr.html"/>
internal static class EcrEndpoint
{
    public static Uri Of(Region region, bool useFips, bool useDualStack)
    {
        var partition = region.Partition;
        var host = (useFips, useDualStack) switch
        {
            (false, false) => $"api.ecr.{region}.{partition.DnsSuffix}",
            (false, true) => $"ecr.{region}.{partition.DualStackDnsSuffix}",
            (true, false) => $"api.ecr-fips.{region}.{partition.DnsSuffix}",
            (true, true) => $"ecr-fips.{region}.{partition.DualStackDnsSuffix}",
        };

        return new Uri($"https://{host}/");
    }
}
