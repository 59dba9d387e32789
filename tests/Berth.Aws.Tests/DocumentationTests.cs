using Berth.Aws.Credentials;
using Berth.Credentials;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Tests;

/// <summary>The C# of docs/aws.md and docs/credentials.md, run.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public async Task Snippets_OfThePages_Work()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var names = new List<RepositoryName>();
        using var aws = new ScriptedAws(call => call.Operation switch
        {
            null => ScriptedAws.Session("ASIA1", TimeProvider.System.GetUtcNow().AddHours(1)),
            "DescribeRepositories" => ScriptedAws.Json(
                """{"repositories":[{"repositoryArn":"arn:aws:ecr:eu-central-1:123456789012:repository/web/app","registryId":"123456789012","repositoryName":"web/app"}]}"""),
            _ => ScriptedAws.Json("""{"authorizationData":[{"authorizationToken":"QVdTOnNlY3JldA==","expiresAt":4.0E9}]}"""),
        });
        using var clients = aws.Factory();

        var faults = new List<Fault>();
        var registry = new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com"))
        {
            Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", "shared-in-confidence", "assumeRole", faults),
        };

        await foreach (var repository in clients.For(registry).Catalog.ListAsync(cancellationToken))
        {
            names.Add(repository.Name);
        }

        var tokens = new AuthorizationTokens(clients, TimeProvider.System);
        var credentials = new ConfiguredCredentials([registry], [], tokens);
        var found = await credentials.FindAsync(registry.Host, cancellationToken);

        var scoped = new EcrScopedCredentials(clients, tokens);
        var result = await scoped.GetAsync(
            ScopedCredentialsRequest.Create(
                registry,
                RepositoryName.Parse("deployments/proj_abc"),
                ScopedAccess.PushAndPull,
                TimeSpan.FromMinutes(30),
                SessionIdentity.Of(project: "proj_abc", environment: "production", deployment: "20251203.1.k3v9x0aq")),
            cancellationToken);

        Assert.Empty(faults);
        Assert.Equal("web/app", Assert.Single(names).ToString());
        Assert.Equal("secret", found?.Password.Reveal());
        Assert.IsType<ScopedCredentialsGranted>(result);
    }
}
