using Amazon.Runtime;
using Berth.Emulator;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.Settings.Tagging;
using Microsoft.AspNetCore.Http;

namespace Berth.Aws.Tests;

/// <summary>Over real sockets: how many connections are opened, and that the emulator understands us.</summary>
public sealed class ConnectionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HundredCallsAtOnce_OpenNoMoreThanAHandfulOfConnections()
    {
        var opened = 0;
        await using var server = await LocalServer.StartAsync(
            async context =>
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                context.Response.StatusCode = 400;
                await context.Response.WriteAsync("""{"__type":"RepositoryNotFoundException","message":"no"}""", context.RequestAborted);
            },
            () => Interlocked.Increment(ref opened),
            Cancellation);
        using var factory = Factory();
        var repositories = factory.For(At(server.Address)).Repositories;

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => repositories.DescribeRepositoryAsync(RepositoryName.Parse("web/app"), Cancellation)));
        }

        Assert.InRange(opened, 1, 8);
    }

    [Fact]
    public async Task Emulator_CreatedAndDescribed_AgreesWithUs()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: Cancellation);
        using var factory = Factory();
        var repositories = factory.For(At(emulator.Endpoint)).Repositories;
        var name = RepositoryName.Parse("web/app");
        var setting = TagMutability.Create(TagMutabilityMode.ImmutableWithExclusion, [ExclusionFilter.Cache])!;
        var creation = new RepositoryCreation(setting, Encryption.Aes256, null, [new ResourceTag("k", "v")]);

        Assert.Null(await repositories.DescribeRepositoryAsync(name, Cancellation));
        var created = await repositories.CreateRepositoryAsync(name, creation, Cancellation);
        Assert.Null(await repositories.CreateRepositoryAsync(name, creation, Cancellation));

        Assert.Equal(setting, created?.Description.TagMutability);
        Assert.NotNull(created?.Receipt.RequestId);
        Assert.Equal(created?.Description, await repositories.DescribeRepositoryAsync(name, Cancellation));
    }

    private static EcrClientFactory Factory() =>
        new(new EcrClientOptions { Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "caller-secret") });

    private static EcrRegistry At(Uri endpoint) =>
        new(RegistryHost.Parse(endpoint.Authority), AccountId.Parse("123456789012"), Region.Parse("us-east-1")) { Endpoint = endpoint };
}
