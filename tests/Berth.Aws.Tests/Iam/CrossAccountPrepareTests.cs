using Amazon.Runtime;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Emulator.Access;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;

namespace Berth.Aws.Tests.Iam;

/// <summary>Preparing in a customer's account through a role whose trust policy asks for an external id.</summary>
public sealed class CrossAccountPrepareTests : IAsyncLifetime
{
    private const string Customer = "210987654321";
    private const string Role = $"arn:aws:iam::{Customer}:role/berth";
    private const string OtherRole = $"arn:aws:iam::{Customer}:role/other";

    private const string Identities = $$"""
        { "accounts": {
          "123456789012": { "users": { "platform": {
            "accessKeys": [{ "id": "AKIAPLATFORM00000001", "secret": "platform-secret-platform-secret" }],
            "policies": { "all": { "Statement": { "Effect": "Allow", "Action": ["ecr:*", "sts:*"], "Resource": "*" } } }
          } } },
          "{{Customer}}": { "roles": {
            "berth": {
              "trust": { "Statement": {
                "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789012:user/platform" }, "Action": "sts:AssumeRole",
                "Condition": { "StringEquals": { "sts:ExternalId": "customer-42" } }
              } },
              "policies": { "all": { "Statement": { "Effect": "Allow", "Action": "ecr:*", "Resource": "arn:aws:ecr:*:{{Customer}}:repository/deployments/*" } } }
            },
            "other": {
              "trust": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "{{Customer}}" }, "Action": "sts:AssumeRole" } },
              "policies": { "all": { "Statement": { "Effect": "Allow", "Action": "ecr:*", "Resource": "*" } } }
            }
          } }
        } }
        """;

    private BerthEmulator emulator = null!;
    private EcrClientFactory clients = null!;

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(Identities) }, TestContext.Current.CancellationToken);
        clients = new EcrClientFactory(new EcrClientOptions
        {
            Credentials = new BasicAWSCredentials("AKIAPLATFORM00000001", "platform-secret-platform-secret"),
        });
    }

    public async ValueTask DisposeAsync()
    {
        clients.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task Prepare_WithTheRightExternalId_CreatesTheRepositoryThere()
    {
        var prepared = await PrepareAsync(Customer, Role, "customer-42");

        Assert.True(prepared.RepositoryCreated);
        Assert.Equal(SettingsOutcome.Created, prepared.Settings.Outcome);
    }

    [Theory]
    [InlineData(Role, "customer-43")]
    [InlineData(Role, null)]
    [InlineData(OtherRole, "customer-42")]
    [InlineData($"arn:aws:iam::{Customer}:role/missing", "customer-42")]
    public async Task Prepare_WithoutTrust_FailsWithAwsTextAndAdvice(string role, string? externalId)
    {
        var exception = await Assert.ThrowsAsync<RepositoryUnavailableException>(() => PrepareAsync(Customer, role, externalId));

        Assert.Equal(EcrErrorKind.AccessDenied, exception.Kind);
        Assert.Contains(
            $"User: arn:aws:iam::123456789012:user/platform is not authorized to perform: sts:AssumeRole on resource: {role}",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("the role's trust policy names the caller", exception.Message, StringComparison.Ordinal);
        Assert.Contains($$"""{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"{{role}}"}""", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_WithoutARole_IsDeniedInTheOtherAccount()
    {
        var exception = await Assert.ThrowsAsync<RepositoryUnavailableException>(() => PrepareAsync(Customer, null, null));

        Assert.Contains("because no resource-based policy allows the ecr:DescribeRepositories action", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_InTwoAccounts_MakesTwoRepositoriesOfOneName()
    {
        Assert.True((await PrepareAsync("123456789012", null, null)).RepositoryCreated);
        Assert.True((await PrepareAsync(Customer, Role, "customer-42")).RepositoryCreated);
        Assert.False((await PrepareAsync(Customer, Role, "customer-42")).RepositoryCreated);
    }

    private async Task<PreparedDeployment> PrepareAsync(string account, string? role, string? externalId)
    {
        var registry = new EcrRegistry(emulator.RegistryHost, AccountId.Parse(account), Region.Parse("us-east-1"))
        {
            Endpoint = emulator.Endpoint,
            Role = role is null ? null : AssumedRole.Create(role, externalId, "assumeRole", []),
        };
        var preparer = new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(registry, "deployments")), clients);
        return await preparer.PrepareAsync(new DeploymentRequest { Project = "web", Environment = "test" }, TestContext.Current.CancellationToken);
    }
}
