using System.CommandLine;
using System.Globalization;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Registries;
using Berth.Repositories.Settings.Mutability;
using Berth.Verification;
using Berth.Verification.Push;
using Berth.Verification.Verdicts;

namespace Berth.Cli.Commands;

/// <summary><c>berth verify</c>: says whether an image exists, is complete and as expected, and can be pulled by container runtimes.</summary>
internal sealed class VerifyCommand : BerthCommand
{
    private readonly Argument<string> image = new("IMAGE")
    {
        Description = "The image: host/repository:tag, host/repository@digest, or a short name of Docker Hub.",
    };

    private readonly Option<string?> digest = Text("--digest", "DIGEST", "The digest that the image must have. Without a tag, the image is looked up by it.");

    private readonly Option<string?> expectDigest = Text(
        "--expect-digest",
        "DIGEST",
        "Says, before a push, what pushing this digest to the tag would do: 0 it exists already, 9 it must be pushed, 13 the tag refers to another image.");

    private readonly Option<string?> platform = Text("--platform", "OS/ARCH[/VARIANT]", "The platform that the image must run on, such as linux/arm64.");

    private readonly Option<string?> maxSize = Text("--max-size", "SIZE", "The greatest size of the image as stored: bytes, or a number with kB, MB, GB, KiB, MiB, GiB.");

    private readonly Option<string?> wait = Text("--wait", "TIME", "Waits for the image this long at most, such as 90s, 5m or 1h, while its push finishes.");

    private readonly TimeoutOption timeout = new(TimeSpan.FromMinutes(2));
    private readonly OutputOption output = new();
    private readonly ConfigurationOptions configuration = new(withRepositorySettings: false);

    public VerifyCommand(CommandHost host)
        : base(
            "verify",
            "Says whether an image is found (0), missing (9), unrunnable (11, with the reasons), or unknown because the registry could not be read (4, 5, 6, 7, 10). With text, the digest of an image that is found goes to stdout.",
            host,
            "berth verify \"$IMAGE\" --platform linux/amd64 --wait 5m",
            "berth verify 123456789012.dkr.ecr.eu-central-1.amazonaws.com/deployments/proj_abc:20251203.1.production.k3v9x0aq --output json",
            "berth verify nginx --max-size 200MB",
            "berth verify \"$IMAGE\" --expect-digest \"$DIGEST\"")
    {
        Add(image);
        Add(digest);
        Add(expectDigest);
        Add(platform);
        Add(maxSize);
        Add(wait);
        Add(timeout);
        Add(output);
        configuration.AddTo(this);
    }

    // Waiting has its own limit.
    protected override TimeSpan? TimeLimit(ParseResult parsed) =>
        timeout.Read(parsed, Host) + (parsed.GetValue(wait) is { } text && parsed.GetResult(timeout) is null ? Quantity.ParseTime(text) ?? TimeSpan.Zero : TimeSpan.Zero);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = VerifyRequest.Parse(
            parsed.GetRequiredValue(image),
            parsed.GetValue(digest),
            parsed.GetValue(expectDigest),
            parsed.GetValue(platform),
            parsed.GetValue(maxSize),
            parsed.GetValue(wait));
        var asked = configuration.Read(parsed);
        var effective = EffectiveConfiguration.Load(Host, asked);
        if (asked.Overrides.Count > 0)
        {
            // Options are checked even if the image is in another registry.
            _ = RegistryResolver.Resolve(effective.Registry(asked.Registry));
        }

        var opened = await ImageSourceConnection.OpenAsync(Host, effective, asked.Registry, request.Image, cancellationToken).ConfigureAwait(false);
        await using var owned = opened.ConfigureAwait(false);
        var asJson = parsed.GetValue(output) == OutputOption.Json;
        return request.PushOf is { } wanted
            ? await CheckPushAsync(opened, request, wanted, asJson, cancellationToken).ConfigureAwait(false)
            : await VerifyAsync(opened, request, asJson, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> VerifyAsync(ImageSourceConnection connection, VerifyRequest request, bool asJson, CancellationToken cancellationToken)
    {
        var verifier = new ImageVerifier(connection.Source, null, Host.Time);
        var verdict = request.Wait is { } wait
            ? await WaitAsync(verifier, request, wait, cancellationToken).ConfigureAwait(false)
            : await verifier.VerifyAsync(request.Image, request.Expectations, cancellationToken).ConfigureAwait(false);
        if (asJson)
        {
            await Host.Output.WriteLineAsync(VerifyOutput.Json(verdict).AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        else if (verdict is ImageFound found)
        {
            await Host.Output.WriteLineAsync(found.Digest.ToString().AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await WriteAsync(verdict, cancellationToken).ConfigureAwait(false);
        }

        return VerifyOutput.ExitCodeOf(verdict);
    }

    private async Task<int> CheckPushAsync(ImageSourceConnection connection, VerifyRequest request, Names.Digest wanted, bool asJson, CancellationToken cancellationToken)
    {
        var answer = await new PushCheck(connection.Source, null, Host.Time)
            .CheckAsync(request.Image, wanted, MayMove(connection.Desired, request.Image.Tag!), cancellationToken)
            .ConfigureAwait(false);
        if (asJson)
        {
            await Host.Output.WriteLineAsync(VerifyOutput.Json(answer).AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        else if (answer.IsDone)
        {
            await Host.Output.WriteLineAsync(wanted.ToString().AsMemory(), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await Host.Error.WriteLineAsync($"berth: {answer.Detail}".AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        return VerifyOutput.ExitCodeOf(answer);
    }

    private async Task<ImageVerdict> WaitAsync(ImageVerifier verifier, VerifyRequest request, TimeSpan wait, CancellationToken cancellationToken)
    {
        var progress = new WaitProgressWriter(Host.IsInteractive ? Host.Error : TextWriter.Null);
        try
        {
            return await TimeLimiter.RunAsync(
                token => new ImageWaiter(verifier, Host.Time).WaitAsync(request.Image, request.Expectations, wait, progress, token),
                wait,
                Host.Time,
                cancellationToken).ConfigureAwait(false);
        }
        catch (TimeLimitException)
        {
            return progress.Last ?? new ImageUnknown(request.Image, new SourceFault(
                SourceFaultKind.TimedOut, string.Create(CultureInfo.InvariantCulture, $"{request.Image.Registry} gave no complete answer within {wait.TotalSeconds:0.###} s")));
        }
        finally
        {
            progress.Clear();
        }
    }

    private async Task WriteAsync(ImageVerdict verdict, CancellationToken cancellationToken)
    {
        var lines = verdict is ImageUnrunnable unrunnable
            ? unrunnable.Reasons.Select(reason => $"{verdict.Image} is unrunnable: {reason.Detail}")
            : [verdict.ToString()];
        foreach (var line in lines)
        {
            await Host.Error.WriteLineAsync($"berth: {line}".AsMemory(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayMove(TagMutability? desired, Names.Tag tag) => desired switch
    {
        null => false,
        { Mode: TagMutabilityMode.Mutable } => true,
        { Mode: TagMutabilityMode.Immutable } => false,
        _ => desired.Filters.Any(filter => filter.Matches(tag)) == (desired.Mode == TagMutabilityMode.ImmutableWithExclusion),
    };

    private static Option<string?> Text(string name, string value, string description) => new(name) { HelpName = value, Description = description };
}
