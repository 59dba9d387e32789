using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Berth.Credentials;

namespace Berth.Oci.Authentication;

/// <summary>Asks a docker credential helper: a program <c>docker-credential-…</c> that is told a registry on its standard input.</summary>
/// <remarks>https://github.com/docker/docker-credential-helpers#development</remarks>
internal sealed class CredentialHelper(TimeSpan timeout, string? searchPath, TimeProvider time)
{
    private const string NotFound = "credentials not found";
    private const string TokenUser = "<token>";
    private const int MaxAnswerLength = 1024 * 1024;

    /// <returns>The credential, or <see langword="null"/> if the helper has none for this registry.</returns>
    /// <exception cref="CredentialException">The helper cannot be run, fails, or does not answer in time.</exception>
    public async Task<RegistryCredential?> GetAsync(string name, string address, CancellationToken cancellationToken)
    {
        var program = "docker-credential-" + name;
        if (name.AsSpan().ContainsAny('/', '\\', '\0'))
        {
            throw new CredentialException(OutsideText.Shown(program, 100), $"'{OutsideText.Shown(name, 100)}' is not the name of a credential helper");
        }

        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var process = Start(program);
        try
        {
            var (exitCode, output) = await TalkAsync(process, address, linked.Token).ConfigureAwait(false);
            return exitCode == 0 ? Read(program, output) : Refused(program, exitCode, output);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialException(program, $"{program} did not answer within {timeout.TotalSeconds:0.#} s");
        }
        finally
        {
            Kill(process);
        }
    }

    private static async Task<(int ExitCode, string Output)> TalkAsync(Process process, string address, CancellationToken cancellationToken)
    {
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        var output = ReadAsync(process.StandardOutput, cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(address.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A helper that fails early does not read what it is told; its answer says why.
        }

        var text = await output.ConfigureAwait(false);
        await errors.ConfigureAwait(false);
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return (process.ExitCode, text);
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            // What is beyond the bound is read and dropped, so that the helper can end.
            text.Append(buffer, 0, Math.Min(read, Math.Max(0, MaxAnswerLength - text.Length)));
        }

        return text.ToString();
    }

    private Process Start(string program)
    {
        var start = new ProcessStartInfo(Resolve(program))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "get" },
        };
        try
        {
            return Process.Start(start) ?? throw NotStarted(program, null);
        }
        catch (Win32Exception exception)
        {
            throw NotStarted(program, exception);
        }
    }

    private string Resolve(string program) => searchPath?
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists) ?? program;

    private static CredentialException NotStarted(string program, Exception? cause) => new(
        program,
        $"the docker configuration names {program}, which cannot be run; install it or take it out of credHelpers and credsStore",
        cause);

    private static RegistryCredential? Read(string program, string output)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(output, OciJsonContext.Default.HelperAnswer);
            return answer switch
            {
                { Secret: not { Length: > 0 } } or null => null,
                { Username: TokenUser } => RegistryCredential.OfIdentityToken(new Secret(answer.Secret)),
                { Username: { Length: > 0 } user } when !user.Contains(':', StringComparison.Ordinal) => RegistryCredential.Of(user, new Secret(answer.Secret)),
                _ => throw new CredentialException(program, $"{program} answered with a user name that cannot be sent"),
            };
        }
        catch (JsonException)
        {
            throw new CredentialException(program, $"{program} did not answer in the protocol of docker's credential helpers");
        }
    }

    private static RegistryCredential? Refused(string program, int exitCode, string output)
    {
        if (output.Contains(NotFound, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // A helper states its error in plain words on its standard output; anything that looks like an answer is kept to ourselves.
        var said = output.Contains('{', StringComparison.Ordinal) ? string.Empty : OutsideText.Shown(output.Trim(), 300);
        throw new CredentialException(program, $"{program} failed with exit code {exitCode}{(said.Length == 0 ? string.Empty : $": {said}")}");
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It ended by itself in between.
        }
    }
}
