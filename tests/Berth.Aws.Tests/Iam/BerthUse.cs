using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Berth.Aws.Credentials;
using Berth.Credentials;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Emulator.Access;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings.AccessPolicy;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;
using Berth.Verification;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Aws.Tests.Iam;

/// <summary>Everything that Berth does with a registry: prepares new and drifted repositories, issues credentials, pushes and pulls with them, and verifies.</summary>
internal sealed class BerthUse : IAsyncDisposable
{
    private const string RepositoryPolicyText =
        """{"Version":"2012-10-17","Statement":[{"Sid":"pull","Effect":"Allow","Principal":{"AWS":"333333333333"},"Action":"ecr:BatchGetImage"}]}""";

    private static readonly byte[] Layer = Encoding.UTF8.GetBytes("a layer");
    private static readonly byte[] Config = Encoding.UTF8.GetBytes("""{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}""");

    private readonly IamPolicies policies;
    private readonly BerthEmulator emulator;
    private readonly List<string> failures = [];
    private EcrClientFactory? clients;

    private BerthUse(IamPolicies policies, BerthEmulator emulator)
    {
        this.policies = policies;
        this.emulator = emulator;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Uses a registry with these policies.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="externalId">The external id that is configured.</param>
    /// <returns>What failed, in the order in which it did; empty where everything works.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(IamPolicies policies, string? externalId = null)
    {
        var options = new EmulatorOptions { Identities = IdentityDirectory.Parse(policies.ToIdentities()) };
        await using var use = new BerthUse(policies, await BerthEmulator.StartAsync(options, Cancellation));
        await use.UseAsync(externalId ?? (policies.IsTwoAccounts ? IamPolicies.ExternalId : null));
        return use.failures;
    }

    public async ValueTask DisposeAsync()
    {
        clients?.Dispose();
        await emulator.DisposeAsync();
    }

    private async Task UseAsync(string? externalId)
    {
        using var administrator = new EcrClientFactory(new EcrClientOptions
        {
            Credentials = new BasicAWSCredentials(IamPolicies.AdministratorKey, IamPolicies.AdministratorSecret),
        });
        clients = new EcrClientFactory(new EcrClientOptions { Credentials = await CallerAsync() });
        var role = policies.HasRole
            ? AssumedRole.Create($"arn:aws:iam::{IamPolicies.RegistryAccount}:role/berth", externalId, "assumeRole", [])
            : null;
        var registry = Registry(role);
        await administrator.For(Registry(null)).Repositories.CreateRepositoryAsync(
            RepositoryName.Parse("deployments/drifted"),
            new RepositoryCreation(TagMutability.Immutable, Encryption.Aes256, null, []),
            Cancellation);

        await StepAsync("prepare a new repository", () => PrepareAsync(registry, "fresh"));
        await StepAsync("prepare a drifted repository", () => PrepareAsync(registry, "drifted"));
        await StepAsync("credentials", () => BuildAsync(registry));
        await StepAsync("verify", () => VerifyAsync(registry));
    }

    private EcrRegistry Registry(AssumedRole? role) =>
        new(emulator.RegistryHost, AccountId.Parse(IamPolicies.RegistryAccount), Region.Parse("us-east-1")) { Endpoint = emulator.Endpoint, Role = role };

    /// <summary>Returns the credentials that Berth runs with: a user's, or in another account a role's.</summary>
    private async Task<AWSCredentials> CallerAsync()
    {
        var user = new BasicAWSCredentials(IamPolicies.Key, IamPolicies.Secret);
        if (!policies.IsTwoAccounts)
        {
            return user;
        }

        using var sts = new AmazonSecurityTokenServiceClient(user, new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = emulator.Endpoint.ToString(),
            AuthenticationRegion = "us-east-1",
        });
        var answer = await sts.AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{IamPolicies.PlatformAccount}:role/platform", RoleSessionName = "platform" }, Cancellation);
        return answer.Credentials;
    }

    private async Task StepAsync(string name, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            failures.Add($"{name}: {exception.Message}");
        }
    }

    private async Task PrepareAsync(EcrRegistry registry, string project)
    {
        var desired = DesiredSettings.Default with
        {
            LifecyclePolicy = LifecyclePolicy.Default,
            RepositoryPolicy = RepositoryPolicy.Parse(RepositoryPolicyText),
            ResourceTags = ResourceTags.Create([new ResourceTag("team", "platform")], "tags", []),
        };
        var preparer = new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(registry, "deployments", desired)), clients!);
        var prepared = await preparer.PrepareAsync(new DeploymentRequest { Project = project, Environment = "test" }, Cancellation);
        failures.AddRange(prepared.Settings.Changes
            .Where(change => change.Outcome != ChangeOutcome.Applied)
            .Select(change => $"prepare {project}: {change}"));
    }

    /// <summary>Does what a builder and then a node do, with credentials for the one repository where there is a role.</summary>
    private async Task BuildAsync(EcrRegistry registry)
    {
        if (await CredentialsAsync(registry) is not { } credentials)
        {
            failures.Add("credentials: refused");
            return;
        }

        using var http = new HttpClient { BaseAddress = emulator.Endpoint };
        var login = $"{credentials.UserName}:{credentials.Password.Reveal()}";
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(login)));
        foreach (var blob in new[] { Layer, Config })
        {
            await DemandAsync(http, HttpMethod.Head, $"blobs/{DigestOf(blob)}", HttpStatusCode.OK, HttpStatusCode.NotFound);
            var upload = await DemandAsync(http, HttpMethod.Post, "blobs/uploads/", HttpStatusCode.Accepted);
            var chunk = await DemandAsync(
                http, HttpMethod.Patch, upload!.ToString(), blob, "application/octet-stream", [HttpStatusCode.Accepted, HttpStatusCode.Created]);
            var address = (chunk ?? upload).ToString();
            await DemandAsync(http, HttpMethod.Put, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={DigestOf(blob)}", HttpStatusCode.Created);
        }

        var manifest = Encoding.UTF8.GetBytes(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
            + $"\"config\":{Descriptor("config.v1+json", Config)},\"layers\":[{Descriptor("layer.v1.tar", Layer)}]}}");
        await DemandAsync(http, HttpMethod.Put, "manifests/v1", HttpStatusCode.Created, manifest, "application/vnd.oci.image.manifest.v1+json");
        await DemandAsync(http, HttpMethod.Get, "manifests/v1", HttpStatusCode.OK);
        await DemandAsync(http, HttpMethod.Get, $"blobs/{DigestOf(Layer)}", HttpStatusCode.OK);
    }

    private async Task<RegistryCredentials?> CredentialsAsync(EcrRegistry registry)
    {
        if (!policies.HasRole)
        {
            return await clients!.For(registry).GetAuthorizationTokenAsync(Cancellation);
        }

        var scoped = new EcrScopedCredentials(clients!, new AuthorizationTokens(clients!, TimeProvider.System));
        var request = ScopedCredentialsRequest.Create(
            registry,
            RepositoryName.Parse("deployments/drifted"),
            ScopedAccess.PushAndPull,
            TimeSpan.FromMinutes(15),
            SessionIdentity.Of("drifted", "test", "1"));
        return (await scoped.GetAsync(request, Cancellation) as ScopedCredentialsGranted)?.Credentials;
    }

    private async Task VerifyAsync(EcrRegistry registry)
    {
        var verifier = new ImageVerifier(clients!.For(registry).ImageSource);
        var repository = RepositoryName.Parse("deployments/drifted");
        var pushed = await verifier.VerifyAsync(
            ImageReference.Of(registry.Host, repository, Berth.Names.Tag.Parse("v1")),
            new ImageExpectations { Platform = Platform.Parse("linux/amd64") },
            Cancellation);
        Assert.IsType<ImageFound>(pushed);
        var missing = await verifier.VerifyAsync(ImageReference.Of(registry.Host, repository, Berth.Names.Tag.Parse("v2")), null, Cancellation);
        Assert.IsType<ImageMissing>(missing);
    }

    private static string DigestOf(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Descriptor(string type, byte[] bytes) =>
        $$"""{"mediaType":"application/vnd.oci.image.{{type}}","digest":"{{DigestOf(bytes)}}","size":{{bytes.Length}}}""";

    private static Task<Uri?> DemandAsync(HttpClient http, HttpMethod method, string path, params HttpStatusCode[] expected) =>
        DemandAsync(http, method, path, null, null, expected);

    private static Task<Uri?> DemandAsync(HttpClient http, HttpMethod method, string path, HttpStatusCode expected, byte[] body, string type = "application/octet-stream") =>
        DemandAsync(http, method, path, body, type, [expected]);

    private static async Task<Uri?> DemandAsync(
        HttpClient http, HttpMethod method, string path, byte[]? body, string? type, HttpStatusCode[] expected)
    {
        var address = path.StartsWith('/') || path.Contains("://", StringComparison.Ordinal) ? path : $"/v2/deployments/drifted/{path}";
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        using var response = await http.SendAsync(request, Cancellation);
        Assert.True(
            expected.Contains(response.StatusCode),
            $"{method} {address}: {response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        return response.Headers.Location;
    }
}
