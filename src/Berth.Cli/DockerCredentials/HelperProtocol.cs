using System.Text.Json;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Cli.Output;
using Berth.Credentials;
using Berth.Json;

namespace Berth.Cli.DockerCredentials;

/// <summary>Docker's credential helper protocol. stdout has only the answers of the protocol; other messages go to stderr.</summary>
internal sealed class HelperProtocol(CommandHost host)
{
    /// <summary>The time limit of a call.</summary>
    public static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromSeconds(30);

    // Docker compares with exactly this text to distinguish "no credentials" from a failure.
    private const string NotFound = "credentials not found in native keychain";
    private const string NoServer = "no credentials server URL";
    private const string UserName = "AWS";

    // Longer than any request of docker.
    private const int MaxInputLength = 64 * 1024;

    // The protocol has one exit code for all failures.
    private const int Failed = 1;

    public async Task<int> RunAsync(string verb, CancellationToken cancellationToken)
    {
        try
        {
            return await TimeLimiter.RunAsync(
                token => AnswerAsync(verb, token), TimeLimit.OfVariable(host) ?? DefaultTimeLimit, host.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            return FailOf(exception);
        }
    }

    private async Task<int> AnswerAsync(string verb, CancellationToken cancellationToken)
    {
        switch (verb)
        {
            case "get":
                return await GetAsync(cancellationToken).ConfigureAwait(false);
            case "store":
                return Store();
            case "erase":
                return Erase();
            case "list":
                return List();
            case "version":
                return Answer($"{HelperProgram.ProgramName} (berth) {Version()}");
            default:
                return Fail($"Usage: {HelperProgram.ProgramName} <{string.Join('|', HelperProgram.Verbs)}>");
        }
    }

    private async Task<int> GetAsync(CancellationToken cancellationToken)
    {
        var server = Read();
        if (server.Length == 0)
        {
            return Fail(NoServer);
        }

        if (EcrRegistryLookup.LoadOfUser(host).Find(server) is not { } registry)
        {
            return Fail(NotFound);
        }

        var tokens = new TokenProvider(host);
        var cached = await tokens.FindFreshAsync(registry, cancellationToken).ConfigureAwait(false);
        var credentials = cached ?? await tokens.FetchAsync(registry, cancellationToken).ConfigureAwait(false);
        return Answer(ToJson(server, credentials));
    }

    private int Store()
    {
        if (ServerOf(Read()) is not { } server)
        {
            return Fail("berth: the request is not a JSON object with ServerURL, Username and Secret; nothing was stored");
        }

        if (server.Length == 0)
        {
            return Fail(NoServer);
        }

        if (EcrRegistryLookup.LoadOfUser(host).Find(server) is null)
        {
            return Fail($"berth: {server} is not an ECR registry, and Berth stores no passwords; log in with another credential helper");
        }

        host.Error.WriteLine($"berth: nothing is stored for {server}: its credentials are fetched when they are needed");
        return ExitCodes.Success;
    }

    private int Erase()
    {
        var server = Read();
        if (server.Length == 0)
        {
            return Fail(NoServer);
        }

        if (EcrRegistryLookup.LoadOfUser(host).Find(server) is { } registry)
        {
            new TokenProvider(host).Remove(registry);
        }

        return ExitCodes.Success;
    }

    private int List()
    {
        var registries = EcrRegistryLookup.LoadOfUser(host);
        foreach (var fault in registries.Faults)
        {
            host.Error.WriteLine($"berth: warning: {fault}");
        }

        return Answer(JsonOutput.WriteCompact(writer =>
        {
            writer.WriteStartObject();
            foreach (var registry in registries.Configured)
            {
                writer.WriteString($"https://{registry.Host}", UserName);
            }

            writer.WriteEndObject();
        }));
    }

    /// <summary>The server of a request to store.</summary>
    /// <returns>The server, empty if it is missing, or <see langword="null"/> if the request is not of the protocol.</returns>
    private static string? ServerOf(string request)
    {
        try
        {
            using var document = ExternalJson.Parse(request);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null
                : !document.RootElement.TryGetProperty("ServerURL", out var url) ? string.Empty
                : url.ValueKind == JsonValueKind.String ? url.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string ToJson(string server, RegistryCredentials credentials) => JsonOutput.WriteCompact(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("ServerURL", server);
        writer.WriteString("Username", credentials.UserName);
        writer.WriteString("Secret", credentials.Password.Reveal());
        writer.WriteEndObject();
    });

    private static string Version() => typeof(HelperProtocol).Assembly.GetName().Version?.ToString(3) ?? "0";

    private string Read()
    {
        var buffer = new char[MaxInputLength + 1];
        var length = host.Input.ReadBlock(buffer, 0, buffer.Length);
        return length <= MaxInputLength
            ? new string(buffer, 0, length).Trim()
            : throw new LocalException(new Fault("stdin", $"the request is longer than {MaxInputLength} characters", "send the server's name, or the JSON object of docker's protocol"));
    }

    private int Answer(string text)
    {
        host.Output.WriteLine(text);
        return ExitCodes.Success;
    }

    private int Fail(string reason)
    {
        host.Output.WriteLine(reason);
        return Failed;
    }

    private int FailOf(Exception exception)
    {
        var failure = Failure.Of(exception);
        try
        {
            // Docker shows what is on stdout.
            return Fail($"berth: {string.Join("; ", failure.Messages)}");
        }
        catch (LocalException)
        {
            FailureWriter.Write(host.Error, failure, asJson: false);
            return Failed;
        }
    }
}
