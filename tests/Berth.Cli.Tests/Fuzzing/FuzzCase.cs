using CsCheck;

namespace Berth.Cli.Tests.Fuzzing;

/// <summary>One random input of the command line: arguments, variables, files and stdin.</summary>
/// <param name="Arguments">The arguments.</param>
/// <param name="Variables">The environment variables.</param>
/// <param name="Files">The files, by their path below the working directory.</param>
/// <param name="Input">stdin.</param>
internal sealed record FuzzCase(string[] Arguments, (string Name, string Value)[] Variables, (string Name, string Content)[] Files, string Input)
{
    private static readonly string[] Commands =
    [
        "prepare -p web -e test", "prepare", "verify", "verify 127.0.0.1:1/team/app:1", "verify 123456789012.dkr.ecr.eu-central-1.amazonaws.com/a/b:1",
        "login", "login localhost:1", "login 123456789012.dkr.ecr.eu-central-1.amazonaws.com", "credentials", "credentials localhost:1/deployments/web:1",
        "credentials --expire", "config show", "config validate", "config schema", "config docker", "config docker --remove", "man", "completion", "completion bash",
        "docker-credential get", "docker-credential store", "docker-credential erase", "docker-credential list", "docker-credential version",
        "emulator --port 0", "emulator --memory --port 0", "emulator", "--help", "--version", "", "frobnicate", "[suggest]", "prepare --help",
    ];

    private static readonly string[] Options =
    [
        "--config", "--registry", "--data", "--host", "--namespace", "--kind", "--account", "--region", "--endpoint", "--profile", "--role-arn", "--tags",
        "--lifecycle-policy", "--repository-policy", "--reconcile", "--output", "-o", "-p", "-e", "-v", "--version", "--short-code", "--fresh", "--branch",
        "--cache-compression", "--timeout", "--digest", "--expect-digest", "--platform", "--max-size", "--wait", "--docker-config", "--containers", "--access",
        "--minutes", "--allow-broad", "--directory", "--expire", "--remove", "--port", "--port-file", "--memory", "--identities", "--fidelity", "--fsync",
        "--tls-certificate", "--tls-key", "--anonymous", "--create-on-push", "--", "-", "--frobnicate",
    ];

    private static readonly string[] VariableNames =
    [
        "BERTH_HOST", "BERTH_NAMESPACE", "BERTH_KIND", "BERTH_ACCOUNT", "BERTH_REGION", "BERTH_ENDPOINT", "BERTH_PROFILE", "BERTH_ROLE_ARN", "BERTH_EXTERNAL_ID",
        "BERTH_TAGS", "BERTH_TAG_MUTABILITY", "BERTH_TAG_MUTABILITY_FILTERS", "BERTH_LIFECYCLE_POLICY", "BERTH_REPOSITORY_POLICY", "BERTH_SCAN_ON_PUSH",
        "BERTH_ENCRYPTION", "BERTH_KMS_KEY", "BERTH_RECONCILE", "BERTH_BUDGET_SECONDS", "BERTH_EXISTENCE_TIMEOUT_SECONDS", "BERTH_DATA", "BERTH_CONFIG",
        "BERTH_TIMEOUT", "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "DOCKER_CONFIG", "REGISTRY_AUTH_FILE", "GITHUB_OUTPUT",
        "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ENDPOINT_URL", "PATH",
    ];

    private static readonly string[] FileNames =
    [
        "berth.json", "home/.config/berth/berth.json", "home/.docker/config.json", "home/.aws/config", "home/.aws/credentials", "policy.json", "home/.config/containers/auth.json",
    ];

    private static readonly string[] Values =
    [
        "", " ", "x", "web", "~", "~/x", "~root", "@", "@policy.json", "@/proc/version", "@absent", "-1", "0", "1", "1.5", "1e999", "99999999999999999999999", "2147483648", "15",
        "2s", "1ms", "90s", "http://", "http://[", "http:///", "http://127.0.0.1:1", "https://127.0.0.1:1", "http://user:pw@127.0.0.1:1", "ftp://x", "file:///etc/passwd", "//", "mailto:x",
        "localhost:1", "localhost:5000", "127.0.0.1:1", "127.0.0.1:99999", "[::1]:1", "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "1.dkr.ecr.x.y", "registry.invalid",
        "ecr", "oci", "auto", "text", "json", "env", "github", "buildx", "docker-config", "push", "pull", "all", "none", "MUTABLE", "IMMUTABLE", "KMS", "true", "false",
        "123456789012", "eu-central-1", "arn:aws:iam::123456789012:role/deployer", "a=b", "a=b,a=c", "aws:x=1", "=", ",", "k=v,k2", "cache", "*", "***", "linux/amd64", "10MB",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "sha512:00", ".", "..", "/", "/proc/version", "/proc/x/y", "a\nb", "a\u0000b", "\u001b[31m", "ü", "😀",
        "{}", "[]", "null", "{", "\"\\ud83d\"", "{\"a\":\"\\ud83d\"}", "{\"rules\":[]}", "{\"Statement\":[{\"Sid\":\"\\ud83d\",\"Effect\":\"Allow\"}]}", "policy.json", "home", "berth.json",
        new('a', 300), new('9', 5000), new('/', 5000), string.Concat(Enumerable.Repeat("[", 200)),
    ];

    private static readonly string[] JsonParts =
    [
        "{", "}", "[", "]", ",", ":", "\"registry\"", "\"registries\"", "\"data\"", "\"host\"", "\"kind\"", "\"account\"", "\"region\"", "\"endpoint\"", "\"settings\"", "\"tags\"",
        "\"assumeRole\"", "\"roleArn\"", "\"externalId\"", "\"budgetSeconds\"", "\"repositoryPolicy\"", "\"lifecyclePolicy\"", "\"tagMutability\"", "\"filters\"", "\"auths\"",
        "\"credHelpers\"", "\"credsStore\"", "\"localhost:1\"", "\"auth\"", "\"ServerURL\"", "\"ecr\"", "\"123456789012\"", "\"eu-central-1\"", "\"http://\"", "\"\\ud83d\"", "\"\\u0000\"",
        "1e999", "-1", "0", "null", "true", "// x\n", "/* x */", "\"", "\\", "\n", "[default]\n", "[profile x]\n", "aws_access_key_id = AKIA\n", "web_identity_token_file = policy.json\n", "=", "\uFEFF",
    ];

    private static readonly string[] Documents =
    [
        "{}", "[]", "null", "5", "\"x\"", "", "\uFEFF{}", "{\"registry\":VALUE}", "{\"registry\":{\"host\":VALUE}}", "{\"registry\":{\"endpoint\":VALUE}}", "{\"registry\":{\"VALUE\":1}}",
        "{\"registry\":{\"tags\":VALUE}}", "{\"registry\":{\"tags\":{\"a\":VALUE}}}", "{\"data\":VALUE}", "{\"registries\":{\"x\":VALUE}}", "{\"registries\":{VALUE:{}}}",
        "{\"registry\":{\"settings\":{\"budgetSeconds\":VALUE}}}", "{\"registry\":{\"settings\":{\"existenceTimeoutSeconds\":VALUE}}}", "{\"registry\":{\"settings\":{\"repositoryPolicy\":VALUE}}}",
        "{\"registry\":{\"settings\":{\"lifecyclePolicy\":VALUE}}}", "{\"registry\":{\"settings\":{\"tagMutability\":{\"filters\":[VALUE]}}}}", "{\"registry\":{\"settings\":{\"merge\":VALUE}}}",
        "{\"registry\":{\"assumeRole\":{\"roleArn\":VALUE}}}", "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":VALUE,\"Action\":VALUE}]}",
        "{\"rules\":[{\"rulePriority\":VALUE,\"selection\":VALUE,\"action\":{\"type\":\"expire\"}}]}", "{\"auths\":VALUE}", "{\"auths\":{\"localhost:1\":{\"auth\":VALUE}}}", "{\"credHelpers\":VALUE}",
        "{\"credsStore\":VALUE}", "{\"ServerURL\":VALUE,\"Username\":VALUE,\"Secret\":VALUE}", "[default]\naws_access_key_id=VALUE\n", "[profile VALUE]\nrole_arn=VALUE\nsource_profile=VALUE\n",
        "{\"accounts\":VALUE}", "{\"accounts\":{\"123456789012\":VALUE}}", "localhost:1", "123456789012.dkr.ecr.eu-central-1.amazonaws.com", "localhost:5000",
    ];

    private static readonly string[] JsonValues =
    [
        "null", "true", "5", "-1", "1e999", "0.1", "99999999999999999999", "\"\"", "\"x\"", "\"\\ud83d\"", "\"\\u0000\"", "\"@policy.json\"", "\"@\\u0000\"", "\"http://\"", "\"none\"", "\"*\"",
        "[]", "[null]", "[\"\\ud83d\"]", "{}", "{\"\\ud83d\":1}", "{\"a\":\"b\",\"a\":\"c\"}", "{\"AWS\":\"\\ud83d\"}", "{\"Statement\":[{\"Sid\":\"\\ud83d\"}]}", "\"localhost:1\"", "/* c */ 1", "x",
    ];

    public static Gen<FuzzCase> Gen { get; } = CsCheck.Gen.Select(
        GenArguments(),
        CsCheck.Gen.Select(Any(VariableNames), Any(Values.Where(value => !value.Contains('\0')).ToArray())).Array[0, 3],
        CsCheck.Gen.Select(Any(FileNames), Content()).Array[0, 3],
        CsCheck.Gen.OneOf(Content(), Any(Values)),
        (arguments, variables, files, input) => new FuzzCase(arguments, variables, files, input));

    public override string ToString() =>
        $"""
        arguments: {string.Join(' ', Arguments.Select(Shown))}
        variables: {string.Join(' ', Variables.Select(variable => $"{variable.Name}={Shown(variable.Value)}"))}
        files: {string.Join(' ', Files.Select(file => $"{file.Name}={Shown(file.Content)}"))}
        stdin: {Shown(Input)}
        """;

    private static Gen<string[]> GenArguments() => CsCheck.Gen.Select(
        Any(Commands),
        CsCheck.Gen.OneOf(
            CsCheck.Gen.Select(Any(Options), Any(Values), (option, value) => new[] { option, value }),
            Any(Options).Select(option => new[] { option }),
            Any(Values).Select(value => new[] { value })).Array[0, 3],
        (command, rest) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(rest.SelectMany(part => part)).Where(text => !text.Contains('\0')).ToArray());

    private static Gen<string> Content() => CsCheck.Gen.OneOf(
        CsCheck.Gen.Select(Any(Documents), Any(JsonValues), (document, value) => document.Replace("VALUE", value, StringComparison.Ordinal)),
        CsCheck.Gen.Select(Any(Documents), Any(JsonValues), (document, value) => document.Replace("VALUE", value, StringComparison.Ordinal)),
        Any(JsonParts).Array[0, 20].Select(string.Concat));

    private static Gen<string> Any(string[] texts) => CsCheck.Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string Shown(string text) => System.Text.Json.JsonEncodedText.Encode(text.Length > 200 ? text[..200] + "…" : text).ToString();
}
