using System.CommandLine;
using Berth.Aws;
using Berth.Aws.Credentials;
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
        Description = "The image as 'berth prepare' gave it.",
    };

    private readonly Option<string> access = new("--access")
    {
        HelpName = "push|pull",
        Description = "What they are for: push, which includes pulling, or pull alone.",
        DefaultValueFactory = _ => "push",
    };

    private readonly Option<int> minutes = new("--minutes")
    {
        HelpName = "MINUTES",
        Description = "For how long: 15 to the role's maximum, which is 60 unless it was raised.",
        DefaultValueFactory = _ => (int)DefaultDuration.TotalMinutes,
    };

    private readonly Option<bool> broad = new("--allow-broad")
    {
        Description = "Where scoped credentials are refused, gives the registry's own token, which opens all that you may reach.",
    };

    private readonly Option<string?> directory = new("--directory")
    {
        HelpName = "DIR",
        Description = "The directory for docker-config; it must not exist. Default: a new one among the temporary files.",
    };

    private readonly Option<string?> expire = new("--expire")
    {
        HelpName = "DIR",
        Description = "Removes a directory that docker-config made, and does nothing else.",
    };

    private readonly OutputOption output = new(DirectoryForm, EnvironmentForm);
    private readonly ConfigurationOptions configuration = new(withRepositorySettings: false);

    public CredentialsCommand(CommandHost host)
        : base(
            "credentials",
            "Hands out credentials that reach one repository, for one deployment and for a while. A role must be configured; its session is narrowed.",
            host,
            "export DOCKER_CONFIG=$(berth credentials \"$IMAGE\" --output docker-config)",
            "berth credentials \"$IMAGE\" --access pull --minutes 15 --output json",
            "berth credentials --expire \"$DOCKER_CONFIG\"")
    {
        access.AcceptOnlyFromAmong("push", "pull");
        Add(image);
        Add(access);
        Add(minutes);
        Add(broad);
        Add(directory);
        Add(expire);
        Add(output);
        configuration.AddTo(this);
    }

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
        var registry = HelperRegistries.Of(effective, request.Registry).Find(reference.Registry.ToString(), anyPort: true)
            ?? throw new InvalidInputException([new Fault("image", $"its registry {reference.Registry} is no ECR registry, where alone credentials can be scoped", "name an image in ECR")]);

        var granted = await GrantAsync(registry, reference, parsed, cancellationToken).ConfigureAwait(false);
        var text = parsed.GetValue(output) switch
        {
            OutputOption.Json => CredentialsOutput.Json(granted, reference),
            EnvironmentForm => CredentialsOutput.Environment(granted),
            DirectoryForm => await CredentialDirectory.MakeAsync(Host, parsed.GetValue(directory), granted.Credentials, cancellationToken).ConfigureAwait(false) + "\n",
            _ => CredentialsOutput.Text(granted),
        };
        await Host.Output.WriteAsync(text.AsMemory(), cancellationToken).ConfigureAwait(false);
        return ExitCodes.Success;
    }

    private async Task<ScopedCredentialsGranted> GrantAsync(EcrRegistry registry, ImageReference reference, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var clients = new EcrClientFactory(new HelperTokens(Host).ClientOptions(registry));
        var credentials = new EcrScopedCredentials(clients, new AuthorizationTokens(clients, Host.Time));
        var deployment = DeploymentName.Of(reference);
        var wish = ScopedCredentialsRequest.Create(
            registry,
            reference.Repository,
            parsed.GetValue(access) == "pull" ? ScopedAccess.Pull : ScopedAccess.PushAndPull,
            TimeSpan.FromMinutes(parsed.GetValue(minutes)),
            SessionIdentity.Of(deployment.Project, deployment.Environment, deployment.Tag)) with
        {
            AllowBroad = parsed.GetValue(broad),
        };
        switch (await credentials.GetAsync(wish, cancellationToken).ConfigureAwait(false))
        {
            case ScopedCredentialsGranted { InPlaceOf: { } refusal } granted:
                Host.People.WriteLine($"berth: warning: these credentials are not scoped, they open all that you may reach: {refusal.Message}");
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

        throw new InvalidInputException([new Fault("image", text is null ? "no image is named" : $"'{text}' is no image: {reason}", "give the reference that 'berth prepare' printed")]);
    }
}
