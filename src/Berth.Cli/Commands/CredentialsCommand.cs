using System.CommandLine;
using Berth.Aws;
using Berth.Aws.Credentials;
using Berth.Builders;
using Berth.Cli.Configuration;
using Berth.Cli.DockerCredentials;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Credentials;
using Berth.Names;
using Berth.Registries;

namespace Berth.Cli.Commands;

/// <summary><c>berth credentials</c>: credentials that reach the repository of one prepared image, and nothing else.</summary>
internal sealed class CredentialsCommand : BerthCommand
{
    private const string DirectoryForm = "docker-config";
    private const string EnvironmentForm = "env";
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromHours(1);

    private readonly Argument<string?> image = new("image")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The image reference that 'berth prepare' printed.",
    };

    private readonly Option<string> access = new("--access")
    {
        HelpName = "push|pull",
        Description = "What the credentials permit: push, which includes pull, or pull.",
        DefaultValueFactory = _ => "push",
    };

    private readonly Option<int> minutes = new("--minutes")
    {
        HelpName = "MINUTES",
        Description = "How long they are valid: 15 to the role's maximum, which is 60 by default.",
        DefaultValueFactory = _ => (int)DefaultDuration.TotalMinutes,
    };

    private readonly Option<string?> builder = new("--builder")
    {
        HelpName = "BUILDER",
        Description = "The builder that uses the credentials. For kaniko they also reach the repository of its cache.",
    };

    private readonly Option<bool> broad = new("--allow-broad")
    {
        Description = "If scoped credentials are refused, returns the registry's own token, which gives access to every repository that you can access.",
    };

    private readonly Option<string?> directory = new("--directory")
    {
        HelpName = "DIR",
        Description = "The directory for docker-config; it must not exist. Default: a new temporary directory.",
    };

    private readonly Option<string?> expire = new("--expire")
    {
        HelpName = "DIR",
        Description = "Removes a directory that docker-config created, and does nothing else.",
    };

    private readonly SessionOptions session = new();
    private readonly TimeoutOption timeout = new(TimeSpan.FromSeconds(60));
    private readonly OutputOption output = new(DirectoryForm, EnvironmentForm);
    private readonly ConfigurationOptions configuration = new(withRepositorySettings: false);

    public CredentialsCommand(CommandHost host)
        : base(
            "credentials",
            "Issues credentials for one repository, for one deployment and a limited time. A role must be configured; its session is restricted.",
            host,
            "export DOCKER_CONFIG=$(berth credentials \"$IMAGE\" --output docker-config)",
            "berth credentials \"$IMAGE\" --builder kaniko --project proj_abc --environment production --output docker-config",
            "berth credentials \"$IMAGE\" --access pull --minutes 15 --output json",
            "berth credentials --expire \"$DOCKER_CONFIG\"")
    {
        access.AcceptOnlyFromAmong("push", "pull");
        Add(image);
        Add(access);
        builder.AcceptOnlyFromAmong([.. BuilderNames.All]);
        Add(minutes);
        Add(builder);
        Add(broad);
        Add(directory);
        Add(expire);
        session.AddTo(this);
        Add(timeout);
        Add(output);
        configuration.AddTo(this);
    }

    public override string FailureOutput(string? format, int exitCode) => format switch
    {
        EnvironmentForm => ShellFailure.Statement(exitCode),

        // A directory that cannot exist, so that docker does not use the user's own logins instead.
        DirectoryForm => "/dev/null/berth-credentials-failed\n",
        _ => string.Empty,
    };

    protected override TimeSpan? TimeLimit(ParseResult parsed) => timeout.Read(parsed, Host);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(expire) is { } expired)
        {
            CredentialDirectory.Remove(Host.PathOf(expired));
            return ExitCodes.Success;
        }

        var reference = Image(parsed.GetValue(image));
        var request = configuration.Read(parsed);
        var effective = EffectiveConfiguration.Load(Host, request);
        var registry = EcrRegistryLookup.Of(effective, request.Registry).Find(reference.Registry.ToString(), anyPort: true)
            ?? throw new InvalidInputException([new Fault("image", $"its registry {reference.Registry} is not an ECR registry, and only ECR has scoped credentials", "name an image in ECR")]);

        var granted = await GrantAsync(registry, reference, parsed, cancellationToken).ConfigureAwait(false);
        var text = parsed.GetValue(output) switch
        {
            OutputOption.Json => CredentialsOutput.Json(granted, reference),
            EnvironmentForm => CredentialsOutput.Environment(granted),
            DirectoryForm => await CredentialDirectory.CreateAsync(Host, parsed.GetValue(directory), granted.Credentials, cancellationToken).ConfigureAwait(false) + "\n",
            _ => CredentialsOutput.Text(granted),
        };
        await Host.Output.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private async Task<ScopedCredentialsGranted> GrantAsync(EcrRegistry registry, ImageReference reference, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var clients = new EcrClientFactory(new TokenProvider(Host).ClientOptions(registry));
        var credentials = new EcrScopedCredentials(clients, new AuthorizationTokens(clients, Host.Time));
        var scopedRequest = ScopedCredentialsRequest.Create(
            registry,
            reference.Repository,
            parsed.GetValue(access) == "pull" ? ScopedAccess.Pull : ScopedAccess.PushAndPull,
            TimeSpan.FromMinutes(parsed.GetValue(minutes)),
            session.Read(parsed, reference)) with
        {
            CacheRepository = BuilderNames.Find(parsed.GetValue(builder)) == Builder.Kaniko ? KanikoCache.RepositoryOf(reference.Repository) : null,
            AllowBroad = parsed.GetValue(broad),
        };
        switch (await credentials.GetAsync(scopedRequest, cancellationToken).ConfigureAwait(false))
        {
            case ScopedCredentialsGranted { InPlaceOf: { } refusal } granted:
                Host.Error.WriteLine($"berth: warning: these credentials are not scoped: they give access to every repository that you can access: {refusal.Message}");
                return granted;
            case ScopedCredentialsGranted granted:
                return granted;
            case ScopedCredentialsRefused refused:
                throw new RefusedCredentialsException(refused);
            default:
                throw new InvalidOperationException("Scoped credentials are granted or refused.");
        }
    }

    private static ImageReference Image(string? text)
    {
        if (ImageReference.TryParse(text, out var reference, out var reason))
        {
            return reference;
        }

        throw new InvalidInputException([new Fault("image", text is null ? "no image is named" : $"'{text}' is not a valid image: {reason}", "give the reference that 'berth prepare' printed")]);
    }
}
