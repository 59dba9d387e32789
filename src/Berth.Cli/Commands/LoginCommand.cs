using System.CommandLine;
using System.Globalization;
using Berth.Cli.Configuration;
using Berth.Cli.DockerCredentials;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Output;
using Berth.Credentials;
using Berth.Oci.Configuration;
using Berth.Registries;

namespace Berth.Cli.Commands;

/// <summary><c>berth login</c>: stores a registry's token where docker or the containers tools look for it. The token is never an argument of a program.</summary>
internal sealed class LoginCommand : BerthCommand
{
    private readonly Argument<string?> server = new("host")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The registry's host. Default: the registry in use.",
    };

    private readonly Option<string?> dockerConfig = new("--docker-config")
    {
        HelpName = "DIR",
        Description = "Docker's configuration directory. Default: DOCKER_CONFIG, then ~/.docker.",
    };

    private readonly Option<bool> containers = new("--containers")
    {
        Description = "Writes the auth.json of podman, buildah and skopeo (REGISTRY_AUTH_FILE, or their default path) instead of docker's configuration.",
    };

    private readonly TimeoutOption timeout = new(TimeSpan.FromSeconds(60));
    private readonly OutputOption output = new();
    private readonly ConfigurationOptions configuration = new(withRepositorySettings: false);

    public LoginCommand(CommandHost host)
        : base(
            "login",
            "Logs docker, or podman, buildah and skopeo, in to an ECR registry for 12 hours, the lifetime of ECR's token.",
            host,
            "berth login",
            "berth login 123456789012.dkr.ecr.eu-central-1.amazonaws.com",
            "berth login --registry eu --containers")
    {
        Add(server);
        Add(dockerConfig);
        Add(containers);
        Add(timeout);
        Add(output);
        configuration.AddTo(this);
    }

    protected override TimeSpan? TimeLimit(ParseResult parsed) => timeout.Read(parsed, Host);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = configuration.Read(parsed);
        var registry = Registry(parsed.GetValue(server), EffectiveConfiguration.Load(Host, request), request);
        var path = parsed.GetValue(containers) ? DockerConfigPaths.Containers(Host) : DockerConfigPaths.Docker(Host, parsed.GetValue(dockerConfig));

        var file = new DockerConfigFile(path, Host.Time, null, Host.Variable("PATH"));
        if (await file.FindHelperAsync(registry.Host, cancellationToken).ConfigureAwait(false) == DockerConfigPaths.HelperName)
        {
            await WriteHelperAsync(registry, path, asJson: parsed.GetValue(output) == OutputOption.Json, cancellationToken).ConfigureAwait(false);
            return ExitCodes.Success;
        }

        // A login is valid for the token's whole lifetime of twelve hours, so a cached token is not used.
        var credentials = await new TokenProvider(Host).FetchAsync(registry, cancellationToken).ConfigureAwait(false);
        var result = await file.SetLoginAsync(registry.Host, credentials.UserName, credentials.Password, cancellationToken).ConfigureAwait(false);
        await WriteResultAsync(parsed.GetValue(output) == OutputOption.Json, credentials, result, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static EcrRegistry Registry(string? server, EffectiveConfiguration effective, ConfigurationRequest request)
    {
        var registries = EcrRegistryLookup.Of(effective, request.Registry);
        if (server is not null)
        {
            return registries.Find(server, anyPort: true) ?? throw new InvalidInputException(
                [new Fault("host", $"'{server}' is not an ECR registry", "name a host of ECR or a configured registry; for other registries use 'docker login'")]);
        }

        return effective.Registry(request.Registry) is var chosen && RegistryResolver.Resolve(chosen) is { Registry: { } ecr }
            ? registries.Find(ecr.Host.ToString()) ?? ecr
            : throw new InvalidInputException(
                [new Fault("--registry", $"the registry '{chosen.Name}' is not ECR, and Berth gets tokens of ECR only", "log in with 'docker login'")]);
    }

    /// <summary>Docker gets the credentials from Berth's own helper already. That works only if docker finds the helper's program.</summary>
    private async Task WriteHelperAsync(EcrRegistry registry, string path, bool asJson, CancellationToken cancellationToken)
    {
        if (!DockerConfigPaths.IsHelperOnPath(Host))
        {
            throw new LocalException(new Fault(
                path,
                $"docker gets the credentials of {registry.Host} from {HelperProgram.ProgramName}, which is not on the PATH",
                $"{DockerConfigPaths.LinkCommand}, or run 'berth config docker --remove' and log in again"));
        }

        if (asJson)
        {
            await WriteJsonAsync(registry.Host.ToString(), path, DockerConfigPaths.HelperName, null, cancellationToken).ConfigureAwait(false);
            return;
        }

        await Host.Error.WriteLineAsync(
            $"berth: no login is needed: docker gets the credentials of {registry.Host} from {HelperProgram.ProgramName} ({path})".AsMemory(),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteResultAsync(bool asJson, RegistryCredentials credentials, DockerLoginResult result, CancellationToken cancellationToken)
    {
        if (asJson)
        {
            await WriteJsonAsync(credentials.Host.ToString(), result.Path, result.Helper, credentials.ExpiresAt, cancellationToken).ConfigureAwait(false);
            return;
        }

        var until = credentials.ExpiresAt is { } end ? $" until {end.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}" : string.Empty;
        var place = result.Helper is { } helper ? $"in docker-credential-{helper}, which {result.Path} names" : $"in {result.Path}";
        await Host.Error.WriteLineAsync($"berth: logged in to {credentials.Host}{until} ({place})".AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteJsonAsync(string registry, string path, string? helper, DateTimeOffset? expiresAt, CancellationToken cancellationToken)
    {
        var text = JsonOutput.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("registry", registry);
            writer.WriteString("file", path);
            if (helper is not null)
            {
                writer.WriteString("helper", helper);
            }

            if (expiresAt is { } end)
            {
                writer.WriteString("expiresAt", end);
            }

            writer.WriteEndObject();
        });
        await Host.Output.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
    }
}
