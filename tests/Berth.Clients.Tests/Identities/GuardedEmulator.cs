using System.Text.Json.Nodes;
using Berth.Emulator;
using Berth.Emulator.Access;

namespace Berth.Clients.Tests.Identities;

/// <summary>An emulator with identities of a platform and of a customer's account, and the AWS CLI and skopeo as its clients.</summary>
internal sealed class GuardedEmulator : IAsyncDisposable
{
    public const string Home = "123456789012";
    public const string Customer = "210987654321";
    public const string PushRole = $"arn:aws:iam::{Home}:role/berth/push";
    public const string CustomerRole = $"arn:aws:iam::{Customer}:role/berth";

    public static readonly Credentials Platform = new("AKIAPLATFORM00000001", "platform-secret-platform-secret");
    public static readonly Credentials Stranger = new("AKIASTRANGER00000001", "stranger-secret-stranger-secret");
    public static readonly Credentials CustomerAdministrator = new("AKIACUSTOMER00000001", "customer-secret-customer-secret");

    private static readonly string Identities = $$"""
        { "accounts": {
          "{{Home}}": {
            "users": {
              "platform": {
                "accessKeys": [{ "id": "{{Platform.AccessKeyId}}", "secret": "{{Platform.SecretAccessKey}}" }],
                "policies": { "all": { "Statement": [{ "Effect": "Allow", "Action": ["ecr:*", "sts:*"], "Resource": "*" }] } }
              },
              "stranger": {
                "accessKeys": [{ "id": "{{Stranger.AccessKeyId}}", "secret": "{{Stranger.SecretAccessKey}}" }],
                "policies": { "all": { "Statement": [{ "Effect": "Allow", "Action": ["ecr:*", "sts:*"], "Resource": "*" }] } }
              }
            },
            "roles": {
              "push": {
                "path": "/berth/",
                "trust": { "Statement": [{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{Home}}:user/platform" }, "Action": "sts:AssumeRole" }] },
                "policies": { "all": { "Statement": [{ "Effect": "Allow", "Action": "ecr:*", "Resource": "*" }] } }
              }
            }
          },
          "{{Customer}}": {
            "users": {
              "administrator": {
                "accessKeys": [{ "id": "{{CustomerAdministrator.AccessKeyId}}", "secret": "{{CustomerAdministrator.SecretAccessKey}}" }],
                "policies": { "all": { "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] } }
              }
            },
            "roles": {
              "berth": {
                "trust": { "Statement": [{
                  "Effect": "Allow",
                  "Principal": { "AWS": "arn:aws:iam::{{Home}}:user/platform" },
                  "Action": "sts:AssumeRole",
                  "Condition": { "StringEquals": { "sts:ExternalId": "customer-42" } }
                }] },
                "policies": { "all": { "Statement": [{ "Effect": "Allow", "Action": "ecr:*", "Resource": "*" }] } }
              }
            }
          }
        } }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-identity-");

    private GuardedEmulator(BerthEmulator emulator) => Emulator = emulator;

    public BerthEmulator Emulator { get; }

    public string Folder => folder.FullName;

    public static async Task<GuardedEmulator> StartAsync()
    {
        var options = new EmulatorOptions { Identities = IdentityDirectory.Parse(Identities) };
        return new GuardedEmulator(await BerthEmulator.StartAsync(options, TestContext.Current.CancellationToken));
    }

    /// <summary>Runs the AWS CLI.</summary>
    public Task<ClientResult> AwsAsync(Credentials credentials, params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = Emulator.Endpoint.ToString(),
            ["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_CONFIG_FILE"] = "/dev/null",
            ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            ["AWS_PAGER"] = string.Empty,
            ["AWS_MAX_ATTEMPTS"] = "1",
        };
        if (credentials.SessionToken is { } token)
        {
            environment["AWS_SESSION_TOKEN"] = token;
        }

        return ClientProgram.RunAsync(
            ClientProgram.Require("aws", "awscli"),
            ["--endpoint-url", Emulator.Endpoint.ToString(), .. arguments, "--output", "json"],
            environment);
    }

    /// <summary>Runs the AWS CLI, which must succeed with an answer.</summary>
    public async Task<JsonNode> AwsJsonAsync(Credentials credentials, params string[] arguments) =>
        JsonNode.Parse((await AwsAsync(credentials, arguments)).Succeeded())!;

    /// <summary>Assumes a role by the AWS CLI.</summary>
    public async Task<Credentials> AssumeAsync(Credentials credentials, string role, string policy, int seconds = 900)
    {
        var answer = await AwsJsonAsync(
            credentials, "sts", "assume-role", "--role-arn", role, "--role-session-name", "deploy", "--policy", policy, "--duration-seconds", $"{seconds}");
        var given = answer["Credentials"]!;
        return new Credentials((string)given["AccessKeyId"]!, (string)given["SecretAccessKey"]!, (string)given["SessionToken"]!);
    }

    /// <summary>Gets a registry token and writes it where skopeo finds it.</summary>
    /// <returns>The path of the auth file.</returns>
    public async Task<string> LoginAsync(Credentials credentials, string? account = null)
    {
        string[] registry = account is null ? [] : ["--registry-ids", account];
        var answer = await AwsJsonAsync(credentials, ["ecr", "get-authorization-token", .. registry]);
        var token = (string)answer["authorizationData"]![0]!["authorizationToken"]!;
        var path = Path.Combine(Folder, Guid.NewGuid().ToString("N") + ".json");
        await File.WriteAllTextAsync(
            path, $"{{\"auths\":{{\"{Emulator.RegistryHost}\":{{\"auth\":\"{token}\"}}}}}}", TestContext.Current.CancellationToken);
        return path;
    }

    /// <summary>Pushes a new image by skopeo.</summary>
    public Task<ClientResult> PushAsync(string authFile, string repository, string tag)
    {
        var layout = Path.Combine(Folder, $"layout-{Guid.NewGuid():N}");
        ImageLayout.Write(layout, $"{repository}:{tag}");
        return SkopeoAsync(authFile, "copy", "--dest-tls-verify=false", $"oci:{layout}", Image(repository, tag));
    }

    /// <summary>Pulls an image by skopeo.</summary>
    public Task<ClientResult> PullAsync(string authFile, string repository, string tag) =>
        SkopeoAsync(authFile, "copy", "--src-tls-verify=false", Image(repository, tag), $"oci:{Path.Combine(Folder, $"pull-{Guid.NewGuid():N}")}:{tag}");

    /// <summary>Lists the tags of a repository by skopeo.</summary>
    public Task<ClientResult> ListTagsAsync(string authFile, string repository) =>
        SkopeoAsync(authFile, "list-tags", "--tls-verify=false", $"docker://{Emulator.RegistryHost}/{repository}");

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private string Image(string repository, string tag) => $"docker://{Emulator.RegistryHost}/{repository}:{tag}";

    private static Task<ClientResult> SkopeoAsync(string authFile, params string[] arguments) => ClientProgram.RunAsync(
        ClientProgram.Require("skopeo", "skopeo"),
        arguments,
        new Dictionary<string, string> { ["REGISTRY_AUTH_FILE"] = authFile });
}
