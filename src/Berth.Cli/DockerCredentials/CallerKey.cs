using System.Globalization;
using System.Text;
using Berth.Cli.Hosting;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>
/// By what a token is kept: everything that decides whose token it is. The caller is known by the id of its access key where that is in
/// the environment or in the profile's file, otherwise by where its keys come from. Only a hash of it is ever written.
/// </summary>
internal static class CallerKey
{
    /// <summary>The text to hash for a registry.</summary>
    public static string Of(CommandHost host, EcrRegistry registry)
    {
        var text = new StringBuilder("1\n");
        text.Append(registry.Endpoint).Append('\n');
        text.Append(registry.Endpoint is null ? EnvironmentEndpoints(host) : string.Empty).Append('\n');
        text.Append(registry.UseFips).Append(registry.UseDualStack).Append('\n');
        text.Append(registry.Role?.Role).Append('\n').Append(registry.Role?.ExternalId).Append('\n');
        return text.Append(Caller(host, registry.Profile)).ToString();
    }

    private static string EnvironmentEndpoints(CommandHost host) =>
        $"{host.Variable("AWS_ENDPOINT_URL")} {host.Variable("AWS_ENDPOINT_URL_ECR")} {host.Variable("AWS_ENDPOINT_URL_STS")}";

    private static string Caller(CommandHost host, string? profile)
    {
        if (profile is null && host.Variable("AWS_ACCESS_KEY_ID") is { } id)
        {
            return $"key {id}";
        }

        var name = profile ?? host.Variable("AWS_PROFILE") ?? "default";
        if (AccessKeyIdOf(host, name) is { } kept)
        {
            return $"key {kept}";
        }

        string?[] sources =
        [
            host.Variable("AWS_ROLE_ARN"),
            host.Variable("AWS_WEB_IDENTITY_TOKEN_FILE"),
            host.Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI"),
            host.Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"),
            .. Configuration(host),
        ];
        return $"profile {name} {string.Join(' ', sources)}";
    }

    // A profile that was edited may be another caller.
    private static string?[] Configuration(CommandHost host)
    {
        var path = host.Variable("AWS_CONFIG_FILE") ?? (host.Variable("HOME") is { } home ? Path.Combine(home, ".aws", "config") : null);
        return path is not null && File.Exists(path)
            ? [path, File.GetLastWriteTimeUtc(path).Ticks.ToString(CultureInfo.InvariantCulture)]
            : [path];
    }

    private static string? AccessKeyIdOf(CommandHost host, string profile)
    {
        var path = host.Variable("AWS_SHARED_CREDENTIALS_FILE") ?? (host.Variable("HOME") is { } home ? Path.Combine(home, ".aws", "credentials") : null);
        if (path is null || !File.Exists(path))
        {
            return null;
        }

        var isInside = false;
        foreach (var line in File.ReadLines(path))
        {
            var text = line.Trim();
            if (text.StartsWith('['))
            {
                isInside = text.Trim('[', ']', ' ') == profile;
            }
            else if (isInside && text.Split('=', 2) is [var key, var value] && key.Trim() == "aws_access_key_id")
            {
                return value.Trim();
            }
        }

        return null;
    }
}
