using System.Diagnostics;

namespace Berth.Docs.Tests;

/// <summary>Runs the shell snippets of each page with the published binary, in a folder and a home of their own, as a reader would.</summary>
public sealed class SnippetTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Pages() =>
        [.. MarkdownPage.All().Where(page => new MarkdownPage(page).Blocks().Any(block => block.Language == "sh"))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Snippets_OfThePage_Run(string page)
    {
        var binary = Environment.GetEnvironmentVariable("BERTH_BINARY");
        Assert.SkipUnless(File.Exists(binary), "BERTH_BINARY does not name the published binary; ./test sets it.");
        var script = string.Concat(new MarkdownPage(page).Blocks().Where(block => block.Language == "sh").Select(block => block.Code));
        var folder = Directory.CreateTempSubdirectory("berth-docs-");
        try
        {
            // What a snippet leaves running in the background ends with its shell.
            var start = new ProcessStartInfo("bash", ["-c", $"set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n{script}"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            };
            foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.StartsWith("BERTH_", StringComparison.Ordinal)).ToArray())
            {
                start.Environment.Remove(name);
            }

            start.Environment["HOME"] = folder.CreateSubdirectory(".home").FullName;
            start.Environment["XDG_DATA_HOME"] = folder.CreateSubdirectory(".data").FullName;
            start.Environment["PATH"] = $"{Path.GetDirectoryName(binary)}:{Environment.GetEnvironmentVariable("PATH")}";
            start.Environment["BERTH_CHECKOUT"] = Checkout.Root;

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Limit);
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            try
            {
                await process.WaitForExitAsync(limit.Token);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }

            Assert.True(process.ExitCode == 0, $"{page} exits with {process.ExitCode}\n{script}\n--\n{await output}\n--\n{await error}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
