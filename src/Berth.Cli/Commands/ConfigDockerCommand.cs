using System.CommandLine;
using Berth.Cli.Configuration;
using Berth.Cli.DockerCredentials;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Names;
using Berth.Oci.Configuration;

namespace Berth.Cli.Commands;

/// <summary><c>berth config docker</c>: makes docker use Berth's credential helper for the configured registries, and undoes that.</summary>
internal sealed class ConfigDockerCommand : BerthCommand
{
    private readonly Option<bool> remove = new("--remove") { Description = "Removes Berth's helper and restores the helpers that it replaced. Other helpers stay." };

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
            $"Makes docker get the credentials of the configured ECR registries from {HelperProgram.ProgramName}. Everything else in docker's configuration stays as it is.",
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
            throw new InvalidInputException([new Fault("--registry", "none of the configured registries is ECR", "configure an ECR registry, or name another one")]);
        }

        var isRemoved = parsed.GetValue(remove);
        var file = new DockerConfigFile(DockerConfigPaths.Docker(Host, parsed.GetValue(dockerConfig)), Host.Time, null, Host.Variable("PATH"));
        var change = isRemoved
            ? await file.RemoveHelperAsync(hosts, DockerConfigPaths.HelperName, cancellationToken).ConfigureAwait(false)
            : await file.SetHelperAsync(hosts, DockerConfigPaths.HelperName, cancellationToken).ConfigureAwait(false);
        WriteChange(change, hosts, isRemoved);
        return ExitCodes.Success;
    }

    private void WriteChange(DockerConfigChange change, IEnumerable<RegistryHost> hosts, bool isRemoved)
    {
        var what = !change.IsChanged ? "needs no change" : isRemoved ? $"no longer uses {HelperProgram.ProgramName}" : $"uses {HelperProgram.ProgramName}";
        Host.Error.WriteLine($"berth: {change.Path} {what} for {string.Join(", ", hosts.Select(host => host.ToString()))}");
        foreach (var (host, helper) in change.OtherHelpers)
        {
            var program = helper.Length == 0 ? "no helper" : $"docker-credential-{helper}";
            Host.Error.WriteLine(isRemoved
                ? $"berth: docker uses {program} for {host} again"
                : $"berth: {HelperProgram.ProgramName} replaces {program} for {host}; 'berth config docker --remove' restores it");
        }

        if (!isRemoved && !DockerConfigPaths.IsHelperOnPath(Host))
        {
            Host.Error.WriteLine($"berth: warning: {HelperProgram.ProgramName} is not on the PATH; link the binary to that name: {DockerConfigPaths.LinkCommand}");
        }
    }
}
