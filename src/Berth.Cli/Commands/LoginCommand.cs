using System.CommandLine;
using System.Globalization;
using Berth.Cli.Configuration;
using Berth.Cli.DockerCredentials;
using Berth.Cli.Hosting;
using Berth.Cli.Output;
using Berth.Credentials;
using Berth.Oci.Configuration;
using Berth.Registries;

namespace Berth.Cli.Commands;

/// <summary><c>berth login</c>: writes a registry's token where docker or the containers tools look for it. The token is on no command line.</summary>
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
        Description = "Writes the auth.json of podman, buildah and skopeo (REGISTRY_AUTH_FILE, or their own place) in place of docker's configuration.",
    };

    private readonly TimeoutOption timeout = new(TimeSpan.FromSeconds(60));
    private readonly OutputOption output = new();
    private readonly ConfigurationOptions configuration = new(withRepositorySettings: false);

    public LoginCommand(CommandHost host)
        : base(
            "login",
            "Logs docker, or podman, buildah and skopeo, in to an ECR registry for as long as ECR's token holds, 12 hours.",
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

        // Who logs in wants a token for its whole twelve hours, so the cached one is no answer here.
        var credentials = await new TokenProvider(Host).FetchAsync(registry, cancellationToken).ConfigureAwait(false);
        var change = await new DockerConfigFile(path, Host.Time)
            .SetLoginAsync(registry.Host, credentials.UserName, credentials.Password, cancellationToken).ConfigureAwait(false);

        DockerConfigPaths.Tell(Host, change);
        if (change.ShadowedBy is { } helper)
        {
            Host.Error.WriteLine($"berth: warning: {path} has docker ask the credential helper '{helper}' for {registry.Host}, which goes before this login");
        }

        await TellAsync(parsed.GetValue(output) == OutputOption.Json, credentials, path, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private static EcrRegistry Registry(string? server, EffectiveConfiguration effective, ConfigurationRequest request)
    {
        var registries = EcrRegistryLookup.Of(effective, request.Registry);
        if (server is not null)
        {
            return registries.Find(server, anyPort: true) ?? throw new InvalidInputException(
                [new Fault("host", $"'{server}' is no ECR registry", "give a host of ECR's or a configured one; elsewhere use 'docker login'")]);
        }

        return effective.Registry(request.Registry) is var chosen && RegistryResolver.Resolve(chosen) is { Registry: { } ecr }
            ? registries.Find(ecr.Host.ToString()) ?? ecr
            : throw new InvalidInputException(
                [new Fault("--registry", $"the registry '{chosen.Name}' is not ECR, and Berth gets tokens of ECR only", "log in with 'docker login'")]);
    }

    private async Task TellAsync(bool asJson, RegistryCredentials credentials, string path, CancellationToken cancellationToken)
    {
        if (!asJson)
        {
            var until = credentials.ExpiresAt is { } end ? end.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) : "further notice";
            await Host.Error.WriteLineAsync($"berth: logged in to {credentials.Host} until {until} ({path})".AsMemory(), cancellationToken).ConfigureAwait(false);
            return;
        }

        var text = JsonOutput.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("registry", credentials.Host.ToString());
            writer.WriteString("file", path);
            if (credentials.ExpiresAt is { } end)
            {
                writer.WriteString("expiresAt", end);
            }

            writer.WriteEndObject();
        });
        await Host.Output.WriteLineAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
    }
}
