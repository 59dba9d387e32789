using Berth.Names;

namespace Berth.Registries;

/// <summary>
/// One private ECR registry and the way to it: account and region, the host that docker clients use, and for its API the endpoint and the
/// role where those are not the usual ones. Equal registries share one client, its connections and its sessions.
/// </summary>
public sealed record EcrRegistry
{
    /// <summary>Initializes a new instance of the <see cref="EcrRegistry"/> class from a host that names account and region.</summary>
    /// <param name="host">The registry's host; a FIPS or dual-stack host makes the API be called that way too.</param>
    public EcrRegistry(EcrHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        Host = host.Host;
        Account = host.Account;
        Region = host.Region;
        UseFips = host.IsFips;
        UseDualStack = host.IsDualStack;
    }

    /// <summary>Initializes a new instance of the <see cref="EcrRegistry"/> class from a host that contains neither account nor region, such as an emulator or a custom domain.</summary>
    /// <param name="host">The host that image references name.</param>
    /// <param name="account">The account of the registry.</param>
    /// <param name="region">The region of the registry.</param>
    public EcrRegistry(RegistryHost host, AccountId account, Region region)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(region);
        Host = host;
        Account = account;
        Region = region;
    }

    /// <summary>Gets the host that image references name.</summary>
    public RegistryHost Host { get; }

    /// <summary>Gets the account of the registry; ECR calls it the registry id.</summary>
    public AccountId Account { get; }

    /// <summary>Gets the region of the registry.</summary>
    public Region Region { get; }

    /// <summary>Gets a value indicating whether the API is called at its FIPS endpoint.</summary>
    public bool UseFips { get; }

    /// <summary>Gets a value indicating whether the API is called at its dual-stack endpoint.</summary>
    public bool UseDualStack { get; }

    /// <summary>Gets the endpoint of the ECR and STS APIs, or <see langword="null"/> for the one that AWS's rules give.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Gets the role through which the registry is reached, or <see langword="null"/> for the ambient credentials; then STS is never called.</summary>
    public AssumedRole? Role { get; init; }

    /// <summary>Gets the name of the AWS profile whose credentials are used, or <see langword="null"/> for the default chain.</summary>
    public string? Profile { get; init; }

    /// <summary>Account and region, for messages.</summary>
    /// <returns><c>account/region</c>.</returns>
    public override string ToString() => $"{Account}/{Region}";
}
