using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Berth.Cli.Commands;
using Berth.Cli.Failures;
using Berth.Cli.Hosting;
using CsCheck;

namespace Berth.Cli.Tests.Fuzzing;

/// <summary>
/// No input ends in exit code 1, a stack trace, an abort or a hang. A fixed seed and few cases here; <c>bench/fuzz</c> sets
/// BERTH_FUZZ_SECONDS, and then new cases are tried for that time.
/// </summary>
public sealed class FuzzTests
{
    private const int Cases = 400;

    // Most cases wait: for a limit, or for a connection that is refused.
    private const int Parallelism = 4;

    // Reached only by a command that hangs: each is limited to one second.
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    private int count;

    private static readonly HashSet<int> Documented = [.. typeof(ExitCodes).GetFields().Select(field => (int)field.GetRawConstantValue()!)];

    [Fact]
    public async Task CommandLine_OfAnyInput_EndsWithADocumentedFailure()
    {
        var seconds = int.TryParse(Environment.GetEnvironmentVariable("BERTH_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var set) ? set : 0;
        var clock = Stopwatch.StartNew();
        var random = seconds > 0 ? new PCG((uint)Random.Shared.Next(), (ulong)Random.Shared.NextInt64()) : new PCG(1, 20251203);
        var cases = Enumerable.Range(0, int.MaxValue)
            .TakeWhile(index => seconds > 0 ? clock.Elapsed < TimeSpan.FromSeconds(seconds) : index < Cases)
            .Select(_ => FuzzCase.Gen.Generate(random, null, out var _));
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = TestContext.Current.CancellationToken };

        await Parallel.ForEachAsync(cases, options, async (input, _) =>
        {
            await RunAsync(input);
            Interlocked.Increment(ref count);
        });

        Assert.True(count >= Cases, $"{count} cases");
        TestContext.Current.SendDiagnosticMessage($"{count} cases");
    }

    private static async Task RunAsync(FuzzCase input)
    {
        var directory = Directory.CreateTempSubdirectory("berth-fuzz-").FullName;
        try
        {
            foreach (var (name, content) in input.Files)
            {
                var path = Path.Combine(directory, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
            }

            await RunAsync(input, directory);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task RunAsync(FuzzCase input, string directory)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = Path.Combine(directory, "home"),
            ["BERTH_ENDPOINT"] = "http://127.0.0.1:1",
            ["BERTH_TIMEOUT"] = "1s",
            ["PATH"] = string.Empty,
        };
        foreach (var (name, value) in input.Variables)
        {
            variables[name] = value;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var error = new StoppingWriter(stop);
        await using var output = new StringWriter();
        var host = new CommandHost
        {
            Output = output, Error = error, Input = new StringReader(input.Input), Variables = variables, WorkingDirectory = directory,
        };

        var code = await BerthCommandLine.RunAsync(input.Arguments, host, stop.Token).WaitAsync(Hang, TestContext.Current.CancellationToken);

        Check(input, code, output.ToString(), error.ToString());
    }

    private static void Check(FuzzCase input, int code, string output, string error)
    {
        var isHelper = input.Arguments is ["docker-credential", ..];
        var isDocumented = Documented.Contains(code) && (code != ExitCodes.Unexpected || isHelper);
        var isClean = !(output + error).Contains("defect in Berth", StringComparison.Ordinal) && !error.Contains("\n   at ", StringComparison.Ordinal);
        Assert.True(isDocumented && isClean, $"exit code {code}\n{output}\n{error}\n{input}");
        if (code is not (ExitCodes.Success or ExitCodes.Interrupted) && !isHelper)
        {
            Assert.True(IsVerdict(output) || error.StartsWith("berth: ", StringComparison.Ordinal) || IsJson(error), $"exit code {code} without a message\n{error}\n{input}");
        }
    }

    // 'verify --output json' gives its verdict on stdout.
    private static bool IsVerdict(string output) => output.StartsWith('{') && IsJson(output);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text[Math.Max(0, text.IndexOf('{', StringComparison.Ordinal))..]);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>stderr, which stops the command when the emulator says that it has started.</summary>
    private sealed class StoppingWriter(CancellationTokenSource stop) : TextWriter
    {
        private readonly StringBuilder text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (text)
            {
                text.Append(value);
            }
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            lock (text)
            {
                text.Append(buffer);
            }

            if (buffer.Contains("Ctrl-C stops it", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }

        public override void Write(string? value) => Write(value.AsSpan());

        public override void WriteLine(string? value) => Write(value + "\n");

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return Task.CompletedTask;
        }

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Write($"{buffer}\n");
            return Task.CompletedTask;
        }

        public override string ToString()
        {
            lock (text)
            {
                return text.ToString();
            }
        }
    }
}
