using System.CommandLine;
using Berth.Builders;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Registries;
using Berth.Deployments;

namespace Berth.Cli.Commands;

/// <summary><c>berth prepare</c>: gives a deployment its image reference, in a repository that exists.</summary>
internal sealed class PrepareCommand : BerthCommand
{
    private readonly Option<string> project = new("--project", "-p")
    {
        Required = true,
        HelpName = "PROJECT",
        Description = "The project; the repository is named after it.",
    };

    private readonly Option<string> environment = new("--environment", "-e")
    {
        Required = true,
        HelpName = "ENVIRONMENT",
        Description = "The environment, such as production; the tag has it in lower case.",
    };

    private readonly Option<string?> version = new("--version", "-v")
    {
        HelpName = "VERSION",
        Description = "The version. Default: the time, yyyyMMdd.HHmmss in UTC.",
    };

    private readonly Option<string?> shortCode = new("--short-code")
    {
        HelpName = "CODE",
        Description = "Distinguishes the deployments of one version. Default: eight random characters.",
    };

    private readonly Option<bool> fresh = new("--fresh")
    {
        Description = "Ignores the cached state of the repository and asks the registry.",
    };

    private readonly TimeoutOption timeout = new(TimeSpan.FromMinutes(2));
    private readonly OutputOption output = new(PrepareOutputFormats.All);
    private readonly CacheOptions cache = new();
    private readonly ConfigurationOptions configuration = new();

    public PrepareCommand(CommandHost host)
        : base(
            "prepare",
            "Gives a deployment its image reference and makes sure that the project's repository exists with its settings. With text, the reference alone goes to stdout.",
            host,
            "IMAGE=$(berth prepare --project proj_abc --environment production --version 20251203.1)",
            "berth prepare -p proj_abc -e staging --output json",
            "berth prepare -p proj_abc -e production --host 123456789012.dkr.ecr.eu-central-1.amazonaws.com")
    {
        Add(project);
        Add(environment);
        Add(version);
        Add(shortCode);
        Add(fresh);
        Add(timeout);
        Add(output);
        cache.AddTo(this);
        configuration.AddTo(this);
    }

    public override string FailureOutput(string? format, int exitCode) => PrepareOutputFormats.FailureOutput(format, exitCode);

    protected override TimeSpan? TimeLimit(ParseResult parsed) => timeout.Read(parsed, Host);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var form = parsed.GetValue(output);
        PrepareOutputFormats.Check(Host, form);
        var request = configuration.Read(parsed);
        var effective = EffectiveConfiguration.Load(Host, request);
        Warn(effective.Warnings);

        var result = await PrepareAsync(parsed, effective, effective.Registry(request.Registry), cancellationToken).ConfigureAwait(false);
        await PrepareOutputFormats.WriteAsync(Host, form, result, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private async Task<PrepareResult> PrepareAsync(
        ParseResult parsed, EffectiveConfiguration effective, EffectiveRegistry registry, CancellationToken cancellationToken)
    {
        var target = RegistryResolver.Resolve(registry);
        var deployment = new DeploymentRequest
        {
            Project = parsed.GetRequiredValue(project),
            Environment = parsed.GetRequiredValue(environment),
            Version = parsed.GetValue(version),
            ShortCode = parsed.GetValue(shortCode),
            Fresh = parsed.GetValue(fresh),
        };
        Check(deployment, target, cache.FindFault(parsed, target));

        var reached = await RegistryConnection.OpenAsync(Host, effective, registry, target, cancellationToken).ConfigureAwait(false);
        await using var open = reached.ConfigureAwait(false);
        var preparer = new DeploymentPreparer(new DeploymentTargets(reached.Target), reached.Clients, time: Host.Time);
        var prepared = await preparer.PrepareAsync(deployment, cancellationToken).ConfigureAwait(false);
        Warn(SettingsWarnings.Of(prepared));
        return new PrepareResult(prepared, cache.Read(parsed, prepared))
        {
            HasCacheRepository = !PrepareOutputFormats.NeedsCacheRepository(parsed.GetValue(output))
                || await EnsureCacheRepositoryAsync(reached, prepared, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<bool> EnsureCacheRepositoryAsync(RegistryConnection connection, PreparedDeployment prepared, CancellationToken cancellationToken)
    {
        var ensured = await new KanikoCacheRepositories(connection.Clients, Host.Time)
            .EnsureAsync(connection.Target, prepared, cancellationToken).ConfigureAwait(false);
        if (ensured.Error is { } error)
        {
            Warn([$"the build runs without a cache, because its repository is not available: {error.Message}"]);
        }

        if (ensured.Repository is { } repository)
        {
            Warn(SettingsWarnings.Of(repository, ensured.Settings));
        }

        return ensured.Repository is not null;
    }

    // Names are checked before the embedded registry's directory is created.
    private static void Check(DeploymentRequest deployment, DeploymentTarget target, Fault? further)
    {
        Fault[] faults = [.. deployment.Validate(target).Select(AsOption), .. further is null ? Array.Empty<Fault>() : [further]];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            Host.Error.WriteLine($"berth: warning: {warning}");
        }
    }

    private static Fault AsOption(Fault fault) => fault.Where switch
    {
        "project" => fault with { Where = "--project" },
        "environment" => fault with { Where = "--environment" },
        "version" => fault with { Where = "--version" },
        "shortCode" => fault with { Where = "--short-code" },
        _ => fault,
    };
}
