using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Runtime;

/// <summary>The AWS SDK's configuration of a client of one registry. What it does not set comes from <c>AWS_*</c> variables and profiles, as in any AWS SDK.</summary>
internal sealed class EcrClientConfig : ClientConfig, IEndpointProvider
{
    public const string ServiceName = "ecr";

    private readonly Region region;

    public EcrClientConfig(EcrRegistry registry, HttpClientFactory connections, TimeSpan timeout)
        : base(SdkDefaults.Provider)
    {
        ServiceId = "ECR";
        AuthenticationServiceName = ServiceName;
        region = registry.Region;
        SdkDefaults.Apply(this, registry, connections, timeout);
        EndpointProvider = this;
        IsCustomEndpoint = !string.IsNullOrEmpty(ServiceURL);
    }

    /// <summary>Gets a value indicating whether the endpoint is not that of AWS's rules but one that the registry, a variable or a profile names.</summary>
    public bool IsCustomEndpoint { get; }

    public override string ServiceVersion => "2015-09-21";

    public override string UserAgent => "berth";

    public override string RegionEndpointServiceName => "api.ecr";

    /// <summary>Gets the address that calls go to.</summary>
    /// <exception cref="UnusableEndpointException">The custom endpoint is not the URL of an HTTP server, or FIPS or dual-stack is configured with it.</exception>
    public Uri Address
    {
        get
        {
            if (!IsCustomEndpoint)
            {
                return EcrEndpoint.Of(region, UseFIPSEndpoint, UseDualstackEndpoint);
            }

            if (UseFIPSEndpoint || UseDualstackEndpoint)
            {
                throw UnusableEndpointException.Variant(ServiceURL, UseFIPSEndpoint ? "FIPS" : "dual-stack");
            }

            return Uri.TryCreate(ServiceURL, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : throw UnusableEndpointException.NoAddress(ServiceURL);
        }
    }

    public Endpoint ResolveEndpoint(EndpointParameters parameters) => new(Address.AbsoluteUri);

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => ResolveEndpoint(new());
}
