using Berth.Names;
using Berth.Oci.Configuration;
using Berth.Oci.Distribution;
using Berth.Oci.Tests.Registries;
using Berth.Tests.Verification;
using Berth.Verification;
using Berth.Verification.Push;
using Berth.Verification.Verdicts;

namespace Berth.Oci.Tests.Verification;

/// <summary>What docs/verify.md shows.</summary>
public sealed class VerificationDocumentationTests(RegistryFleet fleet) : IClassFixture<RegistryFleet>
{
    [Fact]
    public async Task Verify_AsDocumented_DecidesOnPromotion()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var reference = await PushAsync();
        using var output = new StringWriter();

        using var client = new OciClient(new DockerCredentials(CredentialFiles.Find(Environment.GetEnvironmentVariable)));
        var verifier = new ImageVerifier(new OciImageSource(client));
        var verdict = await verifier.VerifyAsync(
            ImageReference.Parse(reference),
            new ImageExpectations { Platform = Platform.Parse("linux/amd64") },
            cancellationToken);
        var word = verdict switch
        {
            ImageFound found => $"promote {found.Digest}",
            ImageUnrunnable unrunnable => $"do not promote: {string.Join("; ", unrunnable.Reasons.Select(reason => reason.Detail))}",
            ImageMissing missing => $"nothing to promote: {missing.Absence.Detail}",
            _ => "ask again later",
        };
        output.WriteLine(word);

        Assert.StartsWith("promote sha256:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushCheck_AsDocumented_MakesARetryHarmless()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var image = ImageReference.Parse(await PushAsync());
        var digest = Forge.Image().Digest;
        using var client = new OciClient();
        var source = new OciImageSource(client);
        var pushed = false;
        Task SendAsync()
        {
            pushed = true;
            return Task.CompletedTask;
        }

        var answer = await new PushCheck(source).CheckAsync(image, digest, cancellationToken: cancellationToken);
        if (answer.Outcome == PushOutcome.Free)
        {
            await SendAsync();
        }
        else if (!answer.IsDone)
        {
            throw new InvalidOperationException(answer.Detail);
        }

        Assert.False(pushed);
    }

    private async Task<string> PushAsync()
    {
        var registry = await fleet.GetAsync(RegistryFleet.DockerKind);
        var repository = RepositoryName.Parse($"team/app-{Guid.NewGuid():n}");
        await registry.PushAsync(repository, Forge.Image(), "1.0");
        return $"{registry.Host}/{repository}:1.0";
    }
}
