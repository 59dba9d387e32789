using System.Text;
using Berth.Cli.Hosting;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>
/// The key of a cached token: everything that decides whose token ECR gives. The identity itself is known only to AWS, so that the key has
/// all inputs of its resolution: the registry, the variables of the AWS SDKs, and the content of AWS's files and of the token files that
/// they name. Only a hash of the key is stored.
/// </summary>
internal static class TokenCacheKey
{
    private const string TokenFileKey = "web_identity_token_file";

    /// <summary>The variables that the AWS SDKs resolve credentials and endpoints from.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE",
        "AWS_ROLE_ARN",
        "AWS_ROLE_SESSION_NAME",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_EC2_METADATA_SERVICE_ENDPOINT",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_ECR",
        "AWS_ENDPOINT_URL_STS",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "AWS_USE_FIPS_ENDPOINT",
        "AWS_USE_DUALSTACK_ENDPOINT",
    ];

    /// <summary>The key for a registry.</summary>
    /// <exception cref="IOException">One of AWS's files exists and cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">One of AWS's files exists and cannot be read.</exception>
    public static string Of(CommandHost host, EcrRegistry registry)
    {
        var key = new StringBuilder("3\n");
        Append("account", registry.Account.ToString());
        Append("region", registry.Region.ToString());
        Append("endpoint", registry.Endpoint?.ToString());
        Append("fips", registry.UseFips ? "yes" : null);
        Append("dualstack", registry.UseDualStack ? "yes" : null);
        Append("role", registry.Role?.Role.ToString());
        Append("external id", registry.Role?.ExternalId?.ToString());
        Append("profile", registry.Profile);
        foreach (var name in Variables)
        {
            Append(name, host.Variable(name));
        }

        AppendFile("AWS_WEB_IDENTITY_TOKEN_FILE", host.Variable("AWS_WEB_IDENTITY_TOKEN_FILE"));
        AppendProfiles("AWS_CONFIG_FILE", "config");
        AppendProfiles("AWS_SHARED_CREDENTIALS_FILE", "credentials");
        return key.ToString();

        // The length keeps the members apart, whatever they contain.
        void Append(string name, string? value)
        {
            if (value is not null)
            {
                key.Append(name).Append(' ').Append(value.Length).Append(' ').Append(value).Append('\n');
            }
        }

        string? AppendFile(string name, string? path)
        {
            Append(name, path);
            var content = path is not null && LocalFile.ReadIfExists(path) is { } bytes ? Encoding.Latin1.GetString(bytes) : null;
            Append("content of " + name, content);
            return content;
        }

        void AppendProfiles(string variable, string fileName)
        {
            var path = host.Variable(variable) ?? (host.Variable("HOME") is { } home ? Path.Combine(home, ".aws", fileName) : null);
            foreach (var tokenFile in TokenFiles(AppendFile(variable, path)))
            {
                AppendFile(TokenFileKey, tokenFile);
            }
        }
    }

    /// <summary>The endpoint of the ECR API that the registry or a variable sets, or <see langword="null"/> for the endpoint of AWS.</summary>
    public static Uri? EndpointOf(CommandHost host, EcrRegistry registry) =>
        registry.Endpoint
        ?? (Uri.TryCreate(host.Variable("AWS_ENDPOINT_URL_ECR") ?? host.Variable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var set) ? set : null);

    private static IEnumerable<string> TokenFiles(string? profiles) => (profiles ?? string.Empty)
        .Split('\n')
        .Select(line => line.Split('=', 2))
        .Where(parts => parts.Length == 2 && parts[0].Trim().Equals(TokenFileKey, StringComparison.OrdinalIgnoreCase))
        .Select(parts => parts[1].Trim())
        .Where(path => path.Length > 0);
}
