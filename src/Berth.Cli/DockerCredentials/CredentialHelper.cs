using System.Text.Json;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Credentials;

namespace Berth.Cli.DockerCredentials;

/// <summary>Docker's credential helper protocol. Nothing but the protocol's answers goes to stdout; remarks for people go to stderr.</summary>
internal sealed class CredentialHelper(CommandHost host)
{
    // Docker compares with this very text to tell "none" from "failed".
    private const string NotFound = "credentials not found in native keychain";
    private const string NoServer = "no credentials server URL";
    private const string UserName = "AWS";

    // More than any token; what is longer is no call of docker's.
    private const int MaxInputLength = 64 * 1024;

    public async Task<int> RunAsync(string verb, CancellationToken cancellationToken)
    {
        try
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
                    return Answer($"{HelperCall.ProgramName} (berth) {Version()}");
                default:
                    return Fail($"Usage: {HelperCall.ProgramName} <{string.Join('|', HelperCall.Verbs)}>");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception exception)
        {
            return Fail($"berth: {string.Join("; ", Failure.Of(exception).Messages)}");
        }
    }

    private async Task<int> GetAsync(CancellationToken cancellationToken)
    {
        var server = Read();
        if (server.Length == 0)
        {
            return Fail(NoServer);
        }

        var registries = HelperRegistries.LoadOfTheUser(host);
        if (registries.Find(server) is not { } registry)
        {
            return Fail(NotFound);
        }

        var tokens = new HelperTokens(host);
        var cached = tokens.FindFresh(registry);
        var credentials = cached ?? await tokens.FetchAsync(registry, cancellationToken).ConfigureAwait(false);
        return Answer(ToJson(server, credentials));
    }

    private int Store()
    {
        using var document = JsonDocument.Parse(Read());
        var server = document.RootElement.TryGetProperty("ServerURL", out var url) ? url.GetString() ?? string.Empty : string.Empty;
        if (server.Length == 0)
        {
            return Fail(NoServer);
        }

        if (HelperRegistries.LoadOfTheUser(host).Find(server) is null)
        {
            return Fail($"berth: {server} is not one of Berth's registries and Berth keeps no passwords; log in with another credential helper");
        }

        host.People.WriteLine($"berth: nothing is kept for {server}: its credentials are fetched when they are needed");
        return ExitCodes.Success;
    }

    private int Erase()
    {
        var server = Read();
        if (server.Length == 0)
        {
            return Fail(NoServer);
        }

        if (HelperRegistries.LoadOfTheUser(host).Find(server) is { } registry)
        {
            new HelperTokens(host).Forget(registry);
        }

        return ExitCodes.Success;
    }

    private int List() => Answer(Compact(writer =>
    {
        writer.WriteStartObject();
        foreach (var registry in HelperRegistries.LoadOfTheUser(host).Configured)
        {
            writer.WriteString($"https://{registry.Host}", UserName);
        }

        writer.WriteEndObject();
    }));

    private static string ToJson(string server, RegistryCredentials credentials) => Compact(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("ServerURL", server);
        writer.WriteString("Username", credentials.UserName);
        writer.WriteString("Secret", credentials.Password.Reveal());
        writer.WriteEndObject();
    });

    private static string Compact(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JsonForPeople.Options.Encoder }))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Version() => typeof(CredentialHelper).Assembly.GetName().Version?.ToString(3) ?? "0";

    private string Read()
    {
        var buffer = new char[MaxInputLength];
        var length = host.Input.ReadBlock(buffer, 0, buffer.Length);
        return new string(buffer, 0, length).Trim();
    }

    private int Answer(string text)
    {
        host.Output.WriteLine(text);
        return ExitCodes.Success;
    }

    private int Fail(string reason)
    {
        host.Output.WriteLine(reason);
        return 1;
    }
}
