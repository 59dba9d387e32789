using System.Text.Json;
using Berth.Credentials;

namespace Berth.Oci.Authentication;

/// <summary>Calls a docker credential helper: a program <c>docker-credential-…</c> that reads its input from standard input.</summary>
/// <remarks>https://github.com/docker/docker-credential-helpers#development</remarks>
internal sealed class CredentialHelper(TimeSpan timeout, string? searchPath, TimeProvider time)
{
    private const string NotFound = "credentials not found";
    private const string TokenUser = "<token>";

    /// <returns>The credential, or <see langword="null"/> if the helper has none for this registry.</returns>
    /// <exception cref="CredentialException">The helper cannot be run, fails, or does not answer in time.</exception>
    public async Task<DockerLogin?> GetAsync(string name, string address, CancellationToken cancellationToken)
    {
        var program = ProgramOf(name);
        var (exitCode, output) = await RunAsync(program, "get", address, cancellationToken).ConfigureAwait(false);
        return exitCode == 0 ? Read(program, output)
            : output.Contains(NotFound, StringComparison.OrdinalIgnoreCase) ? null
            : throw Failed(program, exitCode, output);
    }

    /// <summary>Stores a login in the helper.</summary>
    /// <exception cref="CredentialException">The helper cannot be run, fails, or does not answer in time.</exception>
    public async Task StoreAsync(string name, string address, string userName, Secret password, CancellationToken cancellationToken)
    {
        var program = ProgramOf(name);
        var input = JsonSerializer.Serialize(new HelperStoreRequest(address, userName, password.Reveal()), HelperJsonContext.Default.HelperStoreRequest);
        var (exitCode, output) = await RunAsync(program, "store", input, cancellationToken).ConfigureAwait(false);
        if (exitCode != 0)
        {
            throw Failed(program, exitCode, output);
        }
    }

    private static string ProgramOf(string name)
    {
        var program = "docker-credential-" + name;
        return name.AsSpan().ContainsAny('/', '\\', '\0')
            ? throw new CredentialException(OutsideText.Shown(program, 100), $"'{OutsideText.Shown(name, 100)}' is not the name of a credential helper")
            : program;
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string program, string verb, string input, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await HelperProcess.RunAsync(program, searchPath, verb, input, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialException(program, $"{program} did not answer within {timeout.TotalSeconds:0.#} s");
        }
    }

    private static DockerLogin? Read(string program, string output)
    {
        try
        {
            var answer = JsonSerializer.Deserialize(output, HelperJsonContext.Default.HelperAnswer);
            return answer switch
            {
                { Secret: not { Length: > 0 } } or null => null,
                { Username: TokenUser } => DockerLogin.OfIdentityToken(new Secret(answer.Secret)),
                { Username: { Length: > 0 } user } when !user.Contains(':', StringComparison.Ordinal) => DockerLogin.Create(user, new Secret(answer.Secret)),
                _ => throw new CredentialException(program, $"{program} answered with an invalid user name"),
            };
        }
        catch (JsonException)
        {
            throw new CredentialException(program, $"{program} did not answer in the protocol of docker's credential helpers");
        }
    }

    private static CredentialException Failed(string program, int exitCode, string output)
    {
        // A helper writes its error message to standard output; anything that looks like an answer is not shown.
        var said = output.Contains('{', StringComparison.Ordinal) ? string.Empty : OutsideText.Shown(output.Trim(), 300);
        return new CredentialException(program, $"{program} failed with exit code {exitCode}{(said.Length == 0 ? string.Empty : $": {said}")}");
    }
}
