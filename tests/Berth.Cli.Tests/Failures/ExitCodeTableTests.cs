using Berth.Cli.Failures;

namespace Berth.Cli.Tests.Failures;

/// <summary>Each meaning of an exit code, in each command that can meet it.</summary>
public sealed class ExitCodeTableTests
{
    private const string Host = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    private const string Image = Host + "/deployments/web:1.test.abc";

    private static readonly Dictionary<string, string[]> Commands = new(StringComparer.Ordinal)
    {
        ["prepare"] = ["prepare", "-p", "web", "-e", "test"],
        ["login"] = ["login", Host],
        ["credentials"] = ["credentials", Image],
        ["verify"] = ["verify", Image],
        ["config docker"] = ["config", "docker"],
        ["config show"] = ["config", "show"],
        ["config validate"] = ["config", "validate"],
    };

    private static readonly string[] Networked = ["prepare", "login", "credentials", "verify"];

    private static readonly Dictionary<string, (int ExitCode, Func<string, FakeAnswer> Answer)> Answers = new(StringComparer.Ordinal)
    {
        ["access denied"] = (ExitCodes.Denied, request => FakeAnswer.Error(request, 400, "AccessDeniedException", "AccessDenied")),
        ["unknown key"] = (ExitCodes.Credentials, request => FakeAnswer.Error(request, 400, "UnrecognizedClientException", "InvalidClientTokenId")),
        ["expired session"] = (ExitCodes.Credentials, request => FakeAnswer.Error(request, 400, "ExpiredTokenException", "ExpiredToken")),
        ["throttled"] = (ExitCodes.Unavailable, request => FakeAnswer.Error(request, 400, "ThrottlingException", "Throttling")),
        ["server error"] = (ExitCodes.Unavailable, request => FakeAnswer.Error(request, 500, "ServerException", "InternalFailure")),
        ["no answer"] = (ExitCodes.Unreachable, _ => FakeAnswer.Stall),
        ["slow drip"] = (ExitCodes.Unreachable, _ => FakeAnswer.Drip),
        ["page of a proxy"] = (ExitCodes.UnusableAnswer, _ => FakeAnswer.Page),
    };

    public static TheoryData<string, string> AnswersAndCommands()
    {
        var rows = new TheoryData<string, string>();
        foreach (var answer in Answers.Keys)
        {
            foreach (var command in Networked)
            {
                rows.Add(answer, command);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(AnswersAndCommands))]
    public async Task Command_WithAFaultyAnswer_ExitsWithItsMeaning(string answer, string command)
    {
        await using var server = FakeServer.Start(Answers[answer].Answer);
        using var run = Run(server.Endpoint);
        var outcome = await run.RunAsync([.. Commands[command], "--timeout", "2s"]);
        AssertFailed(Answers[answer].ExitCode, outcome);
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("login")]
    [InlineData("credentials")]
    [InlineData("verify")]
    public async Task Command_WithNothingListening_IsUnreachable(string command)
    {
        using var run = Run(FakeServer.Closed());
        AssertFailed(ExitCodes.Unreachable, await run.RunAsync([.. Commands[command], "--timeout", "20s"]));
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("login")]
    [InlineData("credentials")]
    [InlineData("verify")]
    public async Task Command_Interrupted_EndsAtOnce(string command)
    {
        await using var server = FakeServer.Start(_ => FakeAnswer.Stall);
        using var run = Run(server.Endpoint);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = run.RunUntilAsync(interrupt.Token, Commands[command]);
        await server.FirstRequest.Task.WaitAsync(TestContext.Current.CancellationToken);
        await interrupt.CancelAsync();
        Assert.Equal(ExitCodes.Interrupted, (await running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).ExitCode);
    }

    [Fact]
    public async Task Prepare_AboutAnotherRepository_IsAnUnusableAnswer()
    {
        await using var server = FakeServer.Start(_ => new FakeAnswer(200, "application/x-amz-json-1.1", """
            {"repositories":[{"repositoryName":"other","registryId":"210987654321","repositoryArn":"arn:aws:ecr:eu-central-1:210987654321:repository/other"}]}
            """));
        using var run = Run(server.Endpoint).WithoutVariable("BERTH_ROLE_ARN");
        AssertFailed(ExitCodes.UnusableAnswer, await run.RunAsync([.. Commands["prepare"], "--timeout", "20s"]));
    }

    [Fact]
    public async Task Prepare_WithAQuotaUsedUp_IsRefused()
    {
        await using var server = FakeServer.Start(request => request.Contains("CreateRepository", StringComparison.Ordinal)
            ? FakeAnswer.Error(request, 400, "LimitExceededException", "LimitExceeded")
            : FakeAnswer.Error(request, 400, "RepositoryNotFoundException", "none"));
        using var run = Run(server.Endpoint).WithoutVariable("BERTH_ROLE_ARN");
        AssertFailed(ExitCodes.Refused, await run.RunAsync(Commands["prepare"]));
    }

    [Fact]
    public async Task Verify_OfARepositoryThatDoesNotExist_IsNotFound()
    {
        await using var server = FakeServer.Start(request => FakeAnswer.Error(request, 400, "RepositoryNotFoundException", "none"));
        using var run = Run(server.Endpoint).WithoutVariable("BERTH_ROLE_ARN");
        AssertFailed(ExitCodes.NotFound, await run.RunAsync(Commands["verify"]));
    }

    [Theory]
    [InlineData("--host", "https://ghcr.io")]
    [InlineData("--kind", "gcr")]
    [InlineData("--endpoint", "http://")]
    [InlineData("--account", "1")]
    [InlineData("--role-arn", "role")]
    [InlineData("--registry", "absent")]
    [InlineData("--frobnicate", "x")]
    public async Task AnyCommand_WithAWrongOption_IsUsage(string option, string value)
    {
        foreach (var command in Commands.Keys)
        {
            using var run = new CommandRun().WithVariable("BERTH_HOST", Host);
            var outcome = await run.RunAsync([.. Commands[command], option, value]);
            if (command == "config show" && outcome.ExitCode == ExitCodes.Success)
            {
                // It shows values as they are; 'config validate' checks them.
                continue;
            }

            AssertFailed(ExitCodes.Usage, outcome);
        }
    }

    [Theory]
    [InlineData("BERTH_KIND", "gcr")]
    [InlineData("BERTH_ENDPOINT", "http://")]
    [InlineData("BERTH_BUDGET_SECONDS", "99999999999999999999")]
    [InlineData("BERTH_TAGS", "a=1,a=2")]
    public async Task AnyCommand_WithAWrongVariable_IsConfiguration(string variable, string value)
    {
        foreach (var command in Commands.Keys)
        {
            using var run = new CommandRun().WithVariable("BERTH_HOST", Host).WithVariable(variable, value);
            AssertFailed(ExitCodes.Configuration, await run.RunAsync(Commands[command]));
        }
    }

    [Theory]
    [InlineData("--config", "absent.json")]
    [InlineData("--config", "/")]
    [InlineData("--config", "/dev/zero")]
    [InlineData("--config", "")]
    public async Task AnyCommand_WithAFileThatCannotBeRead_IsLocal(string option, string value)
    {
        foreach (var command in Commands.Keys)
        {
            using var run = new CommandRun();
            AssertFailed(ExitCodes.Local, await run.RunAsync([.. Commands[command], option, value]));
        }
    }

    [Theory]
    [InlineData("--timeout", "soon")]
    [InlineData("--timeout", "0")]
    [InlineData("--timeout", "99999999999999999999h")]
    public async Task NetworkedCommand_WithAWrongTimeout_IsUsage(string option, string value)
    {
        foreach (var command in Networked)
        {
            using var run = Run(FakeServer.Closed());
            AssertFailed(ExitCodes.Usage, await run.RunAsync([.. Commands[command], option, value]));
        }
    }

    private static CommandRun Run(Uri endpoint) => new CommandRun()
        .WithVariable("BERTH_HOST", Host)
        .WithVariable("BERTH_ENDPOINT", endpoint.ToString())
        .WithVariable("BERTH_ROLE_ARN", "arn:aws:iam::123456789012:role/deployer");

    private static void AssertFailed(int exitCode, CommandOutcome outcome)
    {
        Assert.True(exitCode == outcome.ExitCode, $"{outcome.ExitCode} in place of {exitCode}: {outcome.Error}");
        Assert.All(outcome.Error.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("berth: ", line, StringComparison.Ordinal));
        Assert.Equal(string.Empty, outcome.Output);
    }
}
