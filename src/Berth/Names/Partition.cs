namespace Berth.Names;

/// <summary>One of AWS's partitions: a set of regions with DNS suffixes and ARNs of its own.</summary>
/// <seealso href="https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html"/>
public sealed record Partition
{
    /// <summary>The commercial regions, and the partition of every region that no other partition claims.</summary>
    public static readonly Partition Aws = new("aws", string.Empty, "amazonaws.com", "api.aws", "on.aws");

    /// <summary>China.</summary>
    public static readonly Partition China = new(
        "aws-cn", "cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "on.amazonwebservices.com.cn");

    /// <summary>AWS GovCloud (US).</summary>
    public static readonly Partition GovCloud = new("aws-us-gov", "us-gov-", "amazonaws.com", "api.aws", "on.aws");

    /// <summary>The AWS European Sovereign Cloud.</summary>
    public static readonly Partition EuropeanSovereignCloud = new(
        "aws-eusc", "eusc-", "amazonaws.eu", "api.amazonwebservices.eu", "on.amazonwebservices.eu");

    /// <summary>AWS ISO (US).</summary>
    public static readonly Partition Iso = new("aws-iso", "us-iso-", "c2s.ic.gov", "api.aws.ic.gov", null);

    /// <summary>AWS ISO-B (US).</summary>
    public static readonly Partition IsoB = new("aws-iso-b", "us-isob-", "sc2s.sgov.gov", "api.aws.scloud", null);

    /// <summary>AWS ISO-E (Europe).</summary>
    public static readonly Partition IsoE = new("aws-iso-e", "eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", null);

    /// <summary>AWS ISO-F.</summary>
    public static readonly Partition IsoF = new("aws-iso-f", "us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov", null);

    private readonly string regionPrefix;

    private Partition(string id, string regionPrefix, string dnsSuffix, string dualStackDnsSuffix, string? dualStackRegistrySuffix)
    {
        Id = id;
        this.regionPrefix = regionPrefix;
        DnsSuffix = dnsSuffix;
        DualStackDnsSuffix = dualStackDnsSuffix;
        DualStackRegistrySuffix = dualStackRegistrySuffix;
    }

    /// <summary>Gets all partitions; the one that takes every unclaimed region is the last.</summary>
    public static IReadOnlyList<Partition> All { get; } =
        [China, GovCloud, EuropeanSovereignCloud, Iso, IsoB, IsoE, IsoF, Aws];

    /// <summary>Gets the partition's id, the second field of its ARNs.</summary>
    public string Id { get; }

    /// <summary>Gets the suffix of service and registry hosts that answer over IPv4 alone.</summary>
    public string DnsSuffix { get; }

    /// <summary>Gets the suffix of service hosts that answer over IPv4 and IPv6.</summary>
    public string DualStackDnsSuffix { get; }

    /// <summary>Gets the suffix of registry hosts that answer over IPv4 and IPv6, or <see langword="null"/> where none is known.</summary>
    public string? DualStackRegistrySuffix { get; }

    /// <summary>Finds a partition by its id.</summary>
    /// <param name="id">The id, such as <c>aws-cn</c>.</param>
    /// <returns>The partition, or <see langword="null"/> if no partition has that id.</returns>
    public static Partition? WithId(string? id) => All.FirstOrDefault(partition => partition.Id == id);

    /// <summary>The partition's id.</summary>
    /// <returns><see cref="Id"/>.</returns>
    public override string ToString() => Id;

    internal static Partition Of(string region) =>
        All.First(partition => region.StartsWith(partition.regionPrefix, StringComparison.Ordinal));
}
