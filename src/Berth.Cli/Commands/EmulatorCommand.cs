using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Berth.Cli.Configuration;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using Berth.Emulator;
using Berth.Emulator.Access;
using Berth.Names;

namespace Berth.Cli.Commands;

/// <summary><c>berth emulator</c>: serves the embedded registry until it is stopped.</summary>
internal sealed class EmulatorCommand : BerthCommand
{
    private readonly Option<int> port = new("--port")
    {
        HelpName = "PORT",
        Description = "The port to listen on, on the loopback; 0 takes a free one.",
        DefaultValueFactory = _ => EmbeddedDefaults.Port,
    };

    private readonly Option<string?> portFile = new("--port-file")
    {
        HelpName = "FILE",
        Description = "Writes the port to this file as soon as the emulator listens: for scripts that let it take a free one.",
    };

    private readonly Option<string?> data = new(EffectiveConfiguration.DataOption)
    {
        HelpName = "DIR",
        Description = "The directory of the state. Default: BERTH_DATA, the configuration's data, then berth in the user's data directory.",
    };

    private readonly Option<bool> memory = new("--memory") { Description = "Keeps the state in memory; it ends with the process." };

    private readonly Option<string> account = new("--account")
    {
        HelpName = "ACCOUNT",
        Description = "The account that callers act as unless their credentials name another.",
        DefaultValueFactory = _ => EmbeddedDefaults.Account,
    };

    private readonly Option<string> region = new("--region")
    {
        HelpName = "REGION",
        Description = "The region of requests that do not name one.",
        DefaultValueFactory = _ => EmbeddedDefaults.Region,
    };

    private readonly Option<string> fidelity = new("--fidelity")
    {
        HelpName = "specification|ecr",
        Description = "Which rule applies where ECR differs from the OCI specification: the specification, or ECR's behaviour.",
        DefaultValueFactory = _ => "specification",
    };

    private readonly Option<bool> fsync = new("--fsync") { Description = "Every acknowledged change survives a power failure; slower." };

    private readonly Option<string?> identities = new("--identities")
    {
        HelpName = "FILE",
        Description = "Enforces the users, roles and policies of this file. Default: any access key may do anything.",
    };

    private readonly Option<bool> anonymous = new("--anonymous") { Description = "Lets docker clients pull and push without logging in." };

    private readonly Option<bool> createOnPush = new("--create-on-push") { Description = "A push creates the repository that it goes to." };

    private readonly Option<bool> tls = new("--tls") { Description = "Serves TLS; without a certificate, with one that it creates and keeps beside the state." };

    private readonly Option<string?> certificate = new("--tls-certificate") { HelpName = "FILE", Description = "Serves TLS with this certificate, in PEM." };

    private readonly Option<string?> key = new("--tls-key") { HelpName = "FILE", Description = "The certificate's key, in PEM. Default: in the certificate's file." };

    public EmulatorCommand(CommandHost host)
        : base(
            "emulator",
            "Serves the ECR API, STS and an OCI registry on one port, until Ctrl-C or SIGTERM.",
            host,
            "berth emulator",
            "berth emulator --memory --port 0",
            "berth emulator --data ./state --tls-certificate cert.pem --tls-key key.pem")
    {
        fidelity.AcceptOnlyFromAmong("specification", "ecr");
        foreach (var option in new Option[] { port, portFile, data, memory, account, region, identities, fidelity, anonymous, createOnPush, fsync, tls, certificate, key })
        {
            Add(option);
        }
    }

    // It runs until it is stopped, and then ends the requests that it serves.
    protected override Task<int> ExecuteInTimeAsync(ParseResult parsed, CancellationToken cancellationToken) => ExecuteAsync(parsed, cancellationToken);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var options = ReadOptions(parsed);
        var emulator = await BerthEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false);
        await using var running = emulator.ConfigureAwait(false);
        if (parsed.GetValue(portFile) is { } file)
        {
            await WritePortAsync(Host.PathOf(file), emulator.Endpoint.Port, cancellationToken).ConfigureAwait(false);
        }

        await Host.Error.WriteAsync(EmulatorStartMessage.Of(emulator.Endpoint, options).AsMemory(), cancellationToken).ConfigureAwait(false);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, Host.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping it is how the command ends successfully.
        }

        return ExitCodes.Success;
    }

    // Written with a rename, so that a program that waits for the file never reads a part of it.
    private static async Task WritePortAsync(string file, int port, CancellationToken cancellationToken)
    {
        try
        {
            var whole = $"{file}.{Environment.ProcessId}";
            await File.WriteAllTextAsync(whole, string.Create(CultureInfo.InvariantCulture, $"{port}\n"), cancellationToken).ConfigureAwait(false);
            File.Move(whole, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalException(new Fault("--port-file", $"{file} cannot be written: {exception.Message.TrimEnd('.')}", "name a file in a directory that you may write to"), exception);
        }
    }

    private EmulatorOptions ReadOptions(ParseResult parsed)
    {
        var faults = new List<Fault>();
        var number = parsed.GetValue(port);
        if (number is < 0 or > ushort.MaxValue)
        {
            faults.Add(new Fault("--port", $"{number} is not a valid port", "give a number from 0 to 65535"));
        }

        if (parsed.GetValue(memory) && parsed.GetValue(data) is not null)
        {
            faults.Add(new Fault("--memory", "the state is either in memory or in a directory", "leave out --memory or --data"));
        }

        var registryAccount = Value<AccountId>(parsed.GetValue(account), "--account", "give 12 digits", faults);
        var registryRegion = Value<Region>(parsed.GetValue(region), "--region", "give a region such as us-east-1", faults);
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        var request = new ConfigurationRequest(null, null, parsed.GetValue(data), []);
        return new EmulatorOptions
        {
            Port = number,
            DataDirectory = parsed.GetValue(memory) ? null : EffectiveConfiguration.Load(Host, request).RequireData(),
            Account = registryAccount!,
            Region = registryRegion!,
            Identities = parsed.GetValue(identities) is { } file
                ? IdentityDirectory.Parse(LocalFile.ReadText(Host.PathOf(file), "--identities", $"the file '{file}'"), file)
                : null,
            AnonymousAccess = parsed.GetValue(anonymous),
            CreateOnPush = parsed.GetValue(createOnPush),
            Fidelity = parsed.GetValue(fidelity) == "ecr" ? Fidelity.Ecr : Fidelity.Specification,
            Fsync = parsed.GetValue(fsync),
            Tls = parsed.GetValue(tls),
            Certificate = Certificate(parsed),
            TimeProvider = Host.Time,
        };
    }

    private X509Certificate2? Certificate(ParseResult parsed)
    {
        if (parsed.GetValue(certificate) is not { } file)
        {
            return parsed.GetValue(key) is null
                ? null
                : throw new InvalidInputException([new Fault("--tls-key", "a key is given, but no certificate", "give --tls-certificate as well")]);
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(Host.PathOf(file), parsed.GetValue(key) is { } keyFile ? Host.PathOf(keyFile) : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new LocalException(
                new Fault("--tls-certificate", $"certificate and key cannot be read from '{file}': {exception.Message}", "give files in PEM, the key without a password"),
                exception);
        }
    }

    private static TValue? Value<TValue>(string? text, string where, string remedy, List<Fault> faults)
        where TValue : class, IValue<TValue>
    {
        if (!TValue.TryParse(text, out var value, out var reason))
        {
            faults.Add(new Fault(where, $"'{text}' is refused: {reason}", remedy));
        }

        return value;
    }
}
