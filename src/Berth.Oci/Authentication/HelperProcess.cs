using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Berth.Oci.Authentication;

/// <summary>One run of a credential helper's program. The process ends with the call, also when the call is cancelled.</summary>
internal static class HelperProcess
{
    private const int MaxAnswerLength = 1024 * 1024;

    /// <exception cref="CredentialException">The program cannot be started.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        string? searchPath,
        string verb,
        string input,
        CancellationToken cancellationToken)
    {
        using var process = Start(program, searchPath, verb);
        try
        {
            return await TalkAsync(process, input, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Kill(process);
        }
    }

    private static async Task<(int ExitCode, string Output)> TalkAsync(Process process, string input, CancellationToken cancellationToken)
    {
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        var output = ReadAsync(process.StandardOutput, cancellationToken);
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A helper that fails early does not read its input; its output says why.
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
            // Output beyond the limit is read and dropped, so that the helper can end.
            text.Append(buffer, 0, Math.Min(read, Math.Max(0, MaxAnswerLength - text.Length)));
        }

        return text.ToString();
    }

    private static Process Start(string program, string? searchPath, string verb)
    {
        var start = new ProcessStartInfo(Resolve(program, searchPath))
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            ArgumentList = { verb },
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

    private static string Resolve(string program, string? searchPath) => searchPath?
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists) ?? program;

    private static CredentialException NotStarted(string program, Exception? cause) => new(
        program,
        $"the docker configuration names {program}, which cannot be run; install it, or remove it from credHelpers and credsStore",
        cause);

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
