using Berth.Deployments;
using Berth.Names;
using Berth.Registries;

namespace Berth.Extensions.Options;

/// <summary>Translates the options of a registry to the values of the core. Faults name option keys, such as <c>AssumeRole:RoleArn</c>.</summary>
internal static class RegistryTranslation
{
    private const string RoleArnKey = $"{nameof(RegistryOptions.AssumeRole)}:{nameof(AssumeRoleOptions.RoleArn)}";
    private const string ExternalIdKey = $"{nameof(RegistryOptions.AssumeRole)}:{nameof(AssumeRoleOptions.ExternalId)}";

    public static (RegistryHost? Host, EcrRegistry? Ecr) Translate(RegistryOptions options, ICollection<Fault> faults)
    {
        if (DeploymentTarget.FindFault(options.Namespace, nameof(options.Namespace)) is { } fault)
        {
            faults.Add(fault);
        }

        if (!RegistryHost.TryParse(options.Host, out var host, out var reason))
        {
            faults.Add(new Fault(nameof(options.Host), $"'{options.Host}' is not a valid registry host: {reason}", "give a host such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com"));
        }

        var role = Role(options.AssumeRole, faults);
        var endpoint = Endpoint(options.Endpoint, faults);
        var account = Part<AccountId>(options.Account, nameof(options.Account), "give the 12 digits of the account", faults);
        var region = Part<Region>(options.Region, nameof(options.Region), "give a region such as eu-central-1", faults);
        if (host is null)
        {
            return default;
        }

        var named = EcrHost.From(host);
        return (host, options.Kind switch
        {
            RegistryKind.Oci => OfOci(options, faults),
            _ when named is not null => OfNamedHost(named, account, region, endpoint, role, options.Profile, faults),
            RegistryKind.Ecr => OfOtherHost(host, options, account, region, endpoint, role, faults),
            _ when EcrHostResemblance.FindFault(host, nameof(options.Host)) is { } resemblance => Refuse(resemblance, faults),
            _ => OfOci(options, faults),
        });
    }

    private static EcrRegistry? OfNamedHost(
        EcrHost named, AccountId? account, Region? region, Uri? endpoint, AssumedRole? role, string? profile, ICollection<Fault> faults)
    {
        if (account is not null && account != named.Account)
        {
            faults.Add(new Fault(nameof(RegistryOptions.Account), $"{account} is not the account of the host, {named.Account}", "leave it out: the host names the account"));
        }

        if (region is not null && region != named.Region)
        {
            faults.Add(new Fault(nameof(RegistryOptions.Region), $"{region} is not the region of the host, {named.Region}", "leave it out: the host names the region"));
        }

        return new EcrRegistry(named) { Endpoint = endpoint, Role = role, Profile = profile };
    }

    private static EcrRegistry? OfOtherHost(
        RegistryHost host, RegistryOptions options, AccountId? account, Region? region, Uri? endpoint, AssumedRole? role, ICollection<Fault> faults)
    {
        if (options.Account is null)
        {
            faults.Add(new Fault(nameof(options.Account), $"the host {host} does not name the account", "give the 12 digits of the account"));
        }

        if (options.Region is null)
        {
            faults.Add(new Fault(nameof(options.Region), $"the host {host} does not name the region", "give a region such as eu-central-1"));
        }

        return account is null || region is null
            ? null
            : new EcrRegistry(host, account, region) { Endpoint = endpoint, Role = role, Profile = options.Profile };
    }

    private static EcrRegistry? OfOci(RegistryOptions options, ICollection<Fault> faults)
    {
        if (options.AssumeRole.RoleArn is not null)
        {
            faults.Add(new Fault(RoleArnKey, "the registry is not ECR, and only ECR uses a role", "leave the role out, or set kind to ecr"));
        }

        return null;
    }

    private static EcrRegistry? Refuse(Fault fault, ICollection<Fault> faults)
    {
        faults.Add(fault);
        return null;
    }

    private static AssumedRole? Role(AssumeRoleOptions options, ICollection<Fault> faults)
    {
        if (options.RoleArn is not null)
        {
            var found = new List<Fault>();
            var role = AssumedRole.Create(options.RoleArn, options.ExternalId, nameof(RegistryOptions.AssumeRole), found);
            foreach (var fault in found)
            {
                // The core names the two parts of a role in its own way.
                var isExternalId = fault.Where.EndsWith("externalId", StringComparison.Ordinal);
                faults.Add(fault with { Where = isExternalId ? ExternalIdKey : RoleArnKey });
            }

            return role;
        }

        if (options.ExternalId is not null)
        {
            faults.Add(new Fault(ExternalIdKey, "an external id is given, but no role", "give the ARN of the role as well, or leave the external id out"));
        }

        return null;
    }

    private static Uri? Endpoint(Uri? endpoint, ICollection<Fault> faults)
    {
        if (endpoint is null || (endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https" && endpoint.UserInfo.Length == 0))
        {
            return endpoint;
        }

        faults.Add(new Fault(nameof(RegistryOptions.Endpoint), $"'{Shown(endpoint)}' is not a valid endpoint", "give a URL such as http://localhost:5000, without user or password"));
        return null;
    }

    private static string Shown(Uri endpoint) =>
        endpoint.IsAbsoluteUri ? endpoint.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped) : endpoint.OriginalString;

    private static TValue? Part<TValue>(string? text, string where, string remedy, ICollection<Fault> faults)
        where TValue : class, IValue<TValue>
    {
        if (text is null)
        {
            return null;
        }

        if (!TValue.TryParse(text, out var value, out var reason))
        {
            faults.Add(new Fault(where, $"'{text}' is not valid: {reason}", remedy));
        }

        return value;
    }
}
