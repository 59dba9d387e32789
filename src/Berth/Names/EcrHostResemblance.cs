namespace Berth.Names;

/// <summary>
/// Recognizes hosts that look like the host of an ECR registry and are none: an account with a digit too few, a misspelled suffix, an unknown
/// region. Such a host must not silently become a registry that is not ECR.
/// </summary>
internal static class EcrHostResemblance
{
    private static readonly string[] Marks = [".dkr.ecr", ".dkr-ecr"];

    /// <summary>Finds the fault of a host that resembles an ECR host and is not an ECR host of a known partition.</summary>
    /// <param name="host">The host.</param>
    /// <param name="where">The name of the input that holds the host.</param>
    /// <returns>The fault, or <see langword="null"/> if the host is an ECR host or does not resemble one.</returns>
    public static Fault? FindFault(RegistryHost host, string where)
    {
        ArgumentNullException.ThrowIfNull(host);
        return Array.Exists(Marks, mark => host.Name.Contains(mark, StringComparison.Ordinal)) && EcrHost.From(host) is null
            ? new Fault(
                where,
                $"'{host}' looks like the host of an ECR registry and is not one",
                "correct it to {account}.dkr.ecr.{region}.amazonaws.com with an account of 12 digits, or set kind to 'ecr' or 'oci' for a registry of that name")
            : null;
    }
}
