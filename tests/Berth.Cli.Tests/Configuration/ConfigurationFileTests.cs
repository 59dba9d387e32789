using Berth.Cli.Failures;

namespace Berth.Cli.Tests.Configuration;

public sealed class ConfigurationFileTests
{
    private const string Ecr = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

    [Theory]
    [InlineData("""{ "registry": { "host": "123456789012.dkr.ecr.eu-central-1.amazonaws.com" } }""")]
    [InlineData("""{ "registry": { "host": "ghcr.io", "namespace": "acme/apps" } }""")]
    [InlineData("""{ "registry": { "host": "localhost:5000", "kind": "ecr", "account": "123456789012", "region": "us-east-1", "endpoint": "http://localhost:5000" } }""")]
    [InlineData("""{ "registry": { "tags": { "team": "web", "empty": "" } } }""")]
    [InlineData("""{ "registry": { "tags": "team=web,empty" } }""")]
    [InlineData("""{ "registry": { "settings": { "tagMutability": { "mode": "MUTABLE" }, "scanOnPush": true, "budgetSeconds": 2.5 } } }""")]
    [InlineData("""{ "registry": { "settings": { "lifecyclePolicy": "none", "reconcile": "all", "merge": { "tags": "replace" } } } }""")]
    [InlineData("""{ "registry": { "settings": { "repositoryPolicy": { "Version": "2012-10-17", "Statement": [ { "Effect": "Allow", "Principal": "*", "Action": "ecr:BatchGetImage" } ] } } } }""")]
    [InlineData("""{ "registry": { "host": "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "assumeRole": { "roleArn": "arn:aws:iam::123456789012:role/deployer", "externalId": "0123" } } }""")]
    [InlineData("""{ "registries": { "eu-1": { "host": "ghcr.io" }, "us": { "host": "quay.io" } } }""")]
    [InlineData("""{ "$schema": "https://example.org/berth.schema.json", "data": "state" /* where it is */ }""")]
    [InlineData("{}")]
    public async Task File_Right_IsValid(string content)
    {
        using var run = new CommandRun().WithFile("berth.json", content);
        var outcome = await run.RunAsync("config", "validate");
        Assert.Equal((ExitCodes.Success, string.Empty), (outcome.ExitCode, outcome.Error));
    }

    [Theory]
    [InlineData("""{ "registry": { "hots": "ghcr.io" } }""", "berth.json:1 registry.hots: the key 'hots' is unknown; did you mean 'host'?")]
    [InlineData("{\n \"registry\": {\n  \"host\": 5\n } }", "berth.json:3 registry.host: a number is not valid here; give a string")]
    [InlineData("{\n \"registry\": {\n  \"host\": \"a\",\n  \"host\": \"b\" } }", "berth.json:4 registry.host: the key is given twice")]
    [InlineData("""{ "registry": "ghcr.io" }""", "berth.json:1 registry: a string is not valid here; give an object")]
    [InlineData("""[ 1 ]""", "berth.json:1: an array is not valid here; give an object")]
    [InlineData("{\n \"registry\": {,} }", "berth.json:2: the file is not valid JSON")]
    [InlineData("", "berth.json:1: the file is not valid JSON")]
    [InlineData("""{ "registries": { "EU": { } } }""", "berth.json:1 registries.EU: 'EU' is not a valid name of a registry")]
    [InlineData("""{ "registries": { "default": { } } }""", "registries.default: 'default' is not a valid name of a registry")]
    [InlineData("""{ "registry": { "host": "https://ghcr.io" } }""", "berth.json:1 registry.host: 'https://ghcr.io'")]
    [InlineData("""{ "registry": { "namespace": "Apps" } }""", "berth.json:1 registry.namespace: 'Apps'")]
    [InlineData("""{ "registry": { "host": "localhost:5000", "kind": "ecr" } }""", "registry.account: the host localhost:5000 does not name the account")]
    [InlineData("""{ "registry": { "kind": "gcr" } }""", "registry.kind: 'gcr' is not a valid value; give one of auto, ecr, oci")]
    [InlineData("""{ "registry": { "assumeRole": { "roleArn": "arn:aws:iam::1:role/x" } } }""", "registry.assumeRole.roleArn: 'arn:aws:iam::1:role/x' is not the ARN of an IAM role")]
    [InlineData("""{ "registry": { "assumeRole": { "externalId": "0123" } } }""", "registry.assumeRole.externalId: an external id is given, but no role")]
    [InlineData("""{ "registry": { "tags": { "aws:x": "1" } } }""", "registry.tags: the key 'aws:x' begins with 'aws:'")]
    [InlineData("""{ "registry": { "tags": { "x": "1", "x": "2" } } }""", "registry.tags: the key 'x' is given twice")]
    [InlineData("""{ "registry": { "tags": { "x": 1 } } }""", "registry.tags: an object is not valid here")]
    [InlineData("""{ "registry": { "settings": { "budgetSeconds": "5" } } }""", "settings.budgetSeconds: a string is not valid here; give a number of seconds")]
    [InlineData("""{ "registry": { "settings": { "tagMutability": { "mode": "MUTABLE", "filters": ["cache"] } } } }""", "exclusion filters do not fit the mode Mutable")]
    [InlineData("""{ "registry": { "settings": { "tagMutability": { "filters": ["a b"] } } } }""", "settings.tagMutability.filters[0]: 'a b'")]
    [InlineData("""{ "registry": { "settings": { "lifecyclePolicy": { "rules": [] } } } }""", "settings.lifecyclePolicy")]
    [InlineData("""{ "registry": { "settings": { "lifecyclePolicy": "{" } } }""", "the document is not valid JSON (line 1")]
    [InlineData("""{ "registry": { "settings": { "repositoryPolicy": { "Statement": 5 } } } }""", "settings.repositoryPolicy: ")]
    [InlineData("""{ "registry": { "settings": { "encryption": { "kmsKey": "alias/x" } } } }""", "settings.encryption.kmsKey: a KMS key is given")]
    [InlineData("""{ "registry": { "endpoint": "localhost" } }""", "registry.endpoint: 'localhost'")]
    public async Task File_Wrong_IsRefusedWithFileLineAndKey(string content, string expected)
    {
        using var run = new CommandRun().WithFile("berth.json", content);
        var outcome = await run.RunAsync("config", "validate");
        Assert.Equal(ExitCodes.Configuration, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WithManyFaults_ReportsAll()
    {
        using var run = new CommandRun().WithFile(
            "berth.json",
            """
            {
              "registry": { "hots": "x", "namespace": "A", "tags": { "aws:a": "b" } },
              "registries": { "eu": { "kind": "gcr" } },
              "more": 1
            }
            """);
        var outcome = await run.RunAsync("config", "validate");
        Assert.Equal(5, outcome.Error.TrimEnd().Split('\n').Length);
        Assert.Contains("berth.json:4 more", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_InAParentDirectory_IsFound()
    {
        using var run = new CommandRun().WithFile("berth.json", """{ "registry": { "host": "ghcr.io" } }""");
        var below = Path.Combine(run.Directory, "a", "b");
        Directory.CreateDirectory(below);
        var outcome = await run.RunInAsync(below, "config", "show");
        Assert.Contains("ghcr.io  (../../berth.json:1)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_AskedForButAbsent_IsRefused()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("config", "show", "--config", "no.json");
        Assert.Equal(ExitCodes.Local, outcome.ExitCode);
        Assert.Contains("no.json: the configuration cannot be read", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variable_OverFile_AndOptionOverBoth()
    {
        using var run = new CommandRun()
            .WithFile("berth.json", """{ "registry": { "host": "a.example", "namespace": "file", "profile": "file" } }""")
            .WithVariable("BERTH_NAMESPACE", "variable")
            .WithVariable("BERTH_HOST", "b.example");
        var outcome = await run.RunAsync("config", "show", "--host", Ecr);
        Assert.Contains($"{Ecr}  (--host)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("variable  (BERTH_NAMESPACE)", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("file  (berth.json:1)", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_OfASecret_ConcealsIt()
    {
        const string Secret = "external-id-that-is-never-shown";
        using var run = new CommandRun()
            .WithVariable("BERTH_ROLE_ARN", "arn:aws:iam::123456789012:role/deployer")
            .WithVariable("BERTH_EXTERNAL_ID", Secret);
        foreach (var form in new[] { "text", "json" })
        {
            var outcome = await run.RunAsync("config", "show", "--output", form);
            Assert.Contains("BERTH_EXTERNAL_ID", outcome.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, outcome.Output + outcome.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Schema_InTheDocs_IsTheOneThatTheCodeWrites()
    {
        using var run = new CommandRun();
        var outcome = await run.RunAsync("config", "schema");
        Golden.GoldenFile.Matches(Checkout.PathOf("docs/berth.schema.json"), outcome.Output);
    }

    [Fact]
    public async Task Validate_OfAVariableThatIsNotKnown_Warns()
    {
        using var run = new CommandRun().WithVariable("BERTH_HOTS", "x");
        var outcome = await run.RunAsync("config", "validate");
        Assert.Equal(ExitCodes.Success, outcome.ExitCode);
        Assert.Contains("warning: BERTH_HOTS: the variable is unknown; did you mean 'BERTH_HOST'?", outcome.Error, StringComparison.Ordinal);
    }
}
