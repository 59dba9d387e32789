using Berth.Deployments;
using Berth.Names;
using Berth.Tests.Repositories;
using CsCheck;

namespace Berth.Tests.Deployments;

public sealed class DeploymentNamingTests
{
    private const string Letters = "abcXYZ019_.-";

    private readonly FakeEcr ecr = new();

    [Theory]
    [InlineData("proj_abc", "production", "20251203.1", "k3v9x0aq", "deployments/proj_abc:20251203.1.production.k3v9x0aq")]
    [InlineData("a", "PREVIEW", "v1", "X", "deployments/a:v1.preview.X")]
    [InlineData("my-app.web__x", "dev", "1", "1", "deployments/my-app.web__x:1.dev.1")]
    [InlineData("team/app", "dev", "_1", "1", "deployments/team/app:_1.dev.1")]
    [InlineData("a", "pr-42_x.y", "1", "--", "deployments/a:1.pr-42_x.y.--")]
    public async Task Prepare_LegalParts_MakeTheReference(string project, string environment, string version, string shortCode, string expected)
    {
        var prepared = await PrepareAsync(new() { Project = project, Environment = environment, Version = version, ShortCode = shortCode });

        Assert.Equal($"{ecr.Registry.Host}/{expected}", prepared.Image.ToString());
    }

    [Theory]
    [InlineData("", "project")]
    [InlineData("Proj", "project")]
    [InlineData("proj abc", "project")]
    [InlineData("-proj", "project")]
    [InlineData("proj-", "project")]
    [InlineData("a..b", "project")]
    [InlineData("a___b", "project")]
    [InlineData("../x", "project")]
    [InlineData("/x", "project")]
    [InlineData("x/", "project")]
    [InlineData("x:latest", "project")]
    [InlineData("x@sha256", "project")]
    [InlineData("größe", "project")]
    [InlineData("x\n", "project")]
    public async Task Prepare_IllegalProject_IsRefused(string project, string where) =>
        Assert.Equal(where, Assert.Single(await FaultsAsync(new() { Project = project, Environment = "e", Version = "1", ShortCode = "s" })).Where);

    [Theory]
    [InlineData("", "1", "s", "environment")]
    [InlineData("a b", "1", "s", "environment")]
    [InlineData("a/b", "1", "s", "environment")]
    [InlineData("prod\n", "1", "s", "environment")]
    [InlineData("e", "", "s", "version")]
    [InlineData("e", ".1", "s", "version")]
    [InlineData("e", "-1", "s", "version")]
    [InlineData("e", "1+2", "s", "version")]
    [InlineData("e", "1:2", "s", "version")]
    [InlineData("e", "1", "", "shortCode")]
    [InlineData("e", "1", "a@b", "shortCode")]
    public async Task Prepare_IllegalTagPart_IsRefused(string environment, string version, string shortCode, string where) =>
        Assert.Equal(where, Assert.Single(await FaultsAsync(new() { Project = "p", Environment = environment, Version = version, ShortCode = shortCode })).Where);

    [Fact]
    public async Task Prepare_ManyFaults_AreNamedAtOnceBeforeAnyCall()
    {
        var faults = await FaultsAsync(new() { Project = "P", Environment = "", Version = "a b", ShortCode = "!", Registry = "eu" });

        Assert.Equal(["registry", "project", "environment", "version", "shortCode"], faults.Select(fault => fault.Where));
        Assert.Empty(ecr.Calls);
    }

    [Fact]
    public async Task Prepare_TooLong_IsRefusedAtTheLimit()
    {
        var project = new string('p', RepositoryName.MaxLength - "deployments/".Length);
        var version = new string('1', Tag.MaxLength - ".e.s".Length);
        await PrepareAsync(new() { Project = project, Environment = "e", Version = version, ShortCode = "s" });

        Assert.Equal("project", Assert.Single(await FaultsAsync(new() { Project = project + "p", Environment = "e", Version = version, ShortCode = "s" })).Where);
        Assert.Equal("version", Assert.Single(await FaultsAsync(new() { Project = project, Environment = "e", Version = version + "1", ShortCode = "s" })).Where);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("Deployments")]
    [InlineData("a//b")]
    [InlineData("a/")]
    public void Target_IllegalNamespace_IsRefused(string text)
    {
        Assert.NotNull(DeploymentTarget.FindFault(text, "namespace"));
        Assert.Throws<InvalidInputException>(() => DeploymentTarget.Of(RegistryHost.Parse("ghcr.io"), text));
    }

    [Fact]
    public async Task Prepare_AnyTexts_MakeALegalReferenceOrFaults() =>
        await Gen.Select(Text, Text, Text, Text).SampleAsync(async (project, environment, version, shortCode) =>
        {
            try
            {
                var prepared = await PrepareAsync(new() { Project = project, Environment = environment, Version = version, ShortCode = shortCode });
                Assert.Equal(prepared.Image, ImageReference.Parse(prepared.Image.ToString()));
                Assert.Equal($"{version}.{environment.ToLowerInvariant()}.{shortCode}", prepared.Tag.ToString());
            }
            catch (InvalidInputException exception)
            {
                Assert.NotEmpty(exception.Faults);
            }
        });

    private static Gen<string> Text { get; } = Gen.Char[Letters + "/ :@"].Array[0, 12].Select(letters => new string(letters));

    private async Task<PreparedDeployment> PrepareAsync(DeploymentRequest request) =>
        await new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(ecr.Registry, "deployments")), ecr)
            .PrepareAsync(request, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<Fault>> FaultsAsync(DeploymentRequest request) =>
        (await Assert.ThrowsAsync<InvalidInputException>(async () => await PrepareAsync(request))).Faults;
}
