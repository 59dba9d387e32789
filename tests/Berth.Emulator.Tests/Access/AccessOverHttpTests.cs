using System.Text.Json;
using Berth.Emulator.Access;
using Berth.Emulator.Access.Enforcement;
using Berth.Emulator.Access.Policies;
using Berth.Emulator.Tests.Protocols.Sts;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Emulator.Tests.Access;

/// <summary>
/// Every case of the matrix against a whole emulator: repositories in both accounts, policies set over the API, roles assumed at STS,
/// requests with real signatures and tokens over the protocol of the case.
/// </summary>
public sealed class AccessOverHttpTests
{
    private const string Lifecycle =
        """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""";

    private const string Manifest =
        """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},"layers":[]}""";

    public static TheoryData<string> Names { get; } = [.. AccessCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Request_Case_IsAnsweredAsIamDocumentsIt(string name)
    {
        var access = WithToken(AccessCases.All[name]);
        await using var emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions
            {
                Identities = IdentityDirectory.Parse(AccessSetting.Identities(access)),
                TimeProvider = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)),
            },
            TestContext.Current.CancellationToken);
        await FurnishAsync(emulator, access);

        var (isAllowed, message) = await AskAsync(emulator, access);

        var arn = AccessSetting.ByRole(access) ? Policy.Session : Policy.User;
        var resource = access.Action == "ecr:GetAuthorizationToken" ? "*" : Policy.Repository(access.RepositoryName, access.Owner);
        Assert.Equal(access.Expected == AccessReason.Allowed, isAllowed);
        if (!isAllowed)
        {
            Assert.Equal(
                $"User: {arn} is not authorized to perform: {access.Action} on resource: {resource}{DenialText.Of(access.Expected, access.Action)}",
                message);
        }
    }

    /// <summary>The caller must be allowed to get a token; the case is about the calls after it.</summary>
    private static AccessCase WithToken(AccessCase access)
    {
        if (access.Protocol != Protocol.Registry)
        {
            return access;
        }

        var token = Policy.Allow("ecr:GetAuthorizationToken");
        return access with
        {
            Identity = With(access.Identity),
            Session = access.Session is null ? null : With(access.Session),
        };

        string With(string? document) =>
            document is null ? Policy.Document(token) : document.Replace("\"Statement\":[", $"\"Statement\":[{token},", StringComparison.Ordinal);
    }

    private static async Task FurnishAsync(BerthEmulator emulator, AccessCase access)
    {
        foreach (var account in new[] { Policy.Home, Policy.Other })
        {
            using var administrator = new SignedEcr(emulator, AccessSetting.AdministratorOf(account));
            foreach (var repository in new[] { "projects/a", "projects/b" })
            {
                var tags = access.Team is null ? "[]" : $$"""[{"Key":"team","Value":"{{access.Team}}"}]""";
                await administrator.OkAsync("CreateRepository", $$"""{"repositoryName":"{{repository}}","tags":{{tags}}}""");
            }

            if (account == access.Owner && access.Repository is { } policy)
            {
                var text = JsonEncodedText.Encode(policy).ToString();
                await administrator.OkAsync("SetRepositoryPolicy", $$"""{"repositoryName":"projects/a","policyText":"{{text}}","force":true}""");
            }
        }
    }

    private static async Task<(bool IsAllowed, string? Message)> AskAsync(BerthEmulator emulator, AccessCase access)
    {
        var credentials = AccessSetting.UserKey;
        if (AccessSetting.ByRole(access))
        {
            using var sts = new StsClient(emulator, credentials);
            credentials = await sts.AssumeAsync(Policy.Role, access.Session);
        }

        using var caller = new SignedEcr(emulator, credentials);
        return access.Protocol == Protocol.Api ? await AskApiAsync(caller, access) : await AskRegistryAsync(caller, access);
    }

    private static async Task<(bool IsAllowed, string? Message)> AskApiAsync(SignedEcr caller, AccessCase access)
    {
        var operation = access.Action[4..];
        var members = operation switch
        {
            "GetAuthorizationToken" => string.Empty,
            "DescribeRepositories" => $"\"registryId\":\"{access.Owner}\"",
            _ => $"\"registryId\":\"{access.Owner}\",\"repositoryName\":\"{access.RepositoryName}\"",
        };
        var own = operation switch
        {
            "BatchGetImage" => """, "imageIds":[{"imageTag":"none"}]""",
            "PutImage" => $",\"imageManifest\":\"{JsonEncodedText.Encode(Manifest)}\"",
            "PutLifecyclePolicy" => $",\"lifecyclePolicyText\":\"{JsonEncodedText.Encode(Lifecycle)}\"",
            _ => string.Empty,
        };
        var answer = await caller.CallAsync(operation, $"{{{members}{own}}}");
        Assert.DoesNotContain("UnknownOperationException", answer.Text, StringComparison.Ordinal);
        var isDenied = answer.Status == 400 && answer.Json.GetProperty("__type").GetString() == "AccessDeniedException";
        return (!isDenied, isDenied ? answer.Json.GetProperty("message").GetString() : null);
    }

    private static async Task<(bool IsAllowed, string? Message)> AskRegistryAsync(SignedEcr caller, AccessCase access)
    {
        await caller.LoginAsync(access.Owner);
        var (method, path) = access.Action switch
        {
            "ecr:BatchGetImage" => (HttpMethod.Get, $"/v2/{access.RepositoryName}/manifests/none"),
            "ecr:ListImages" => (HttpMethod.Get, $"/v2/{access.RepositoryName}/tags/list"),
            "ecr:InitiateLayerUpload" => (HttpMethod.Post, $"/v2/{access.RepositoryName}/blobs/uploads/"),
            _ => (HttpMethod.Get, "/v2/_catalog"),
        };
        var (status, code, message) = await caller.SendAsync(method, path);
        Assert.Equal(status == 403, code == "DENIED");
        return (status != 403, message);
    }
}
