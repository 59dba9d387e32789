using System.CommandLine;
using Berth.Cli.Configuration;
using Berth.Cli.DockerCredentials;
using Berth.Cli.Hosting;
using Berth.Names;
using Berth.Oci.Configuration;

namespace Berth.Cli.Commands;

/// <summary><c>berth config docker</c>: makes docker ask Berth's credential helper for the configured registries, and takes that out again.</summary>
internal sealed class ConfigDockerCommand : BerthCommand
{
    private const string Helper = "berth";

    private readonly Option<bool> remove = new("--remove") { Description = "Takes Berth's helper out again. Other helpers stay." };

    private readonly Option<string?> dockerConfig = new("--docker-config")
    {
        HelpName = "DIR",
        Description = "Docker's configuration directory. Default: DOCKER_CONFIG, then ~/.docker.",
    };

    private readonly TimeoutOption timeout = new(TimeSpan.FromSeconds(30));
    private readonly ConfigurationOptions configuration = new(withRepositorySettings: false);

    public ConfigDockerCommand(CommandHost host)
        : base(
            "docker",
            $"Makes docker ask {HelperProgram.ProgramName} for the configured ECR registries. All else in docker's configuration stays as it is.",
            host,
            "berth config docker",
            "berth config docker --registry eu",
            "berth config docker --remove")
    {
        Add(remove);
        Add(dockerConfig);
        Add(timeout);
        configuration.AddTo(this);
    }

    protected override TimeSpan? TimeLimit(ParseResult parsed) => timeout.Read(parsed, Host);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = configuration.Read(parsed);
        var registries = EcrRegistryLookup.Of(EffectiveConfiguration.Load(Host, request), request.Registry);
        RegistryHost[] hosts = [.. registries.Configured.Select(registry => registry.Host)];
        if (hosts.Length == 0 && registries.Embedded is { } embedded)
        {
            hosts = [embedded.Host];
        }

        if (hosts.Length == 0)
        {
            throw new InvalidInputException([new Fault("--registry", "no configured registry is ECR", "configure one, or name another")]);
        }

        var file = new DockerConfigFile(DockerConfigPaths.Docker(Host, parsed.GetValue(dockerConfig)), Host.Time);
        var change = parsed.GetValue(remove)
            ? await file.RemoveHelperAsync(hosts, Helper, cancellationToken).ConfigureAwait(false)
            : await file.SetHelperAsync(hosts, Helper, cancellationToken).ConfigureAwait(false);

        DockerConfigPaths.Tell(Host, change);
        var what = !change.IsChanged ? "needs no change" : parsed.GetValue(remove) ? "no longer asks Berth" : "asks Berth";
        Host.Error.WriteLine($"berth: {change.Path} {what} for {string.Join(", ", hosts.Select(host => host.ToString()))}");
        if (!parsed.GetValue(remove))
        {
            TellOfHelper();
        }

        return ExitCodes.Success;
    }

    private void TellOfHelper()
    {
        var isFound = (Host.Variable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(directory => File.Exists(Path.Combine(directory, HelperProgram.ProgramName)));
        if (!isFound)
        {
            Host.Error.WriteLine($"berth: warning: {HelperProgram.ProgramName} is not on the PATH; link the binary under that name: ln -s \"$(command -v berth)\" /usr/local/bin/{HelperProgram.ProgramName}");
        }
    }
}
