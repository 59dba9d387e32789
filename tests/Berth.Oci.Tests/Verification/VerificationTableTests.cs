using System.Net;
using System.Net.Sockets;
using System.Text;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Distribution;
using Berth.Oci.Tests.Registries;
using Berth.Tests.Verification;
using Berth.Verification;
using Berth.Verification.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Oci.Tests.Verification;

/// <summary>The verification table: kind of registry × state of the image × fault on the way, against registries that run.</summary>
public sealed class VerificationTableTests(RegistryFleet fleet) : IClassFixture<RegistryFleet>
{
    private const string Tag = "1.0";

    /// <summary>What is pushed, what is expected, and the verdict.</summary>
    private static readonly (string State, string Verdict, UnrunnableKind? Reason)[] States =
    [
        ("OCI image", "found", null),
        ("Docker image", "found", null),
        ("OCI index of two platforms", "found", null),
        ("OCI image with zstd layers", "found", null),
        ("image of the wanted platform", "found", null),
        ("image of another platform", "unrunnable", UnrunnableKind.PlatformMissing),
        ("index with the wanted platform", "found", null),
        ("index without the wanted platform", "unrunnable", UnrunnableKind.PlatformMissing),
        ("image of the expected digest", "found", null),
        ("image of another digest", "unrunnable", UnrunnableKind.DigestDiffers),
        ("image named by its digest", "found", null),
        ("image above the allowed size", "unrunnable", UnrunnableKind.TooLarge),
        ("Docker image with zstd layers", "unrunnable", UnrunnableKind.UnpullableLayer),
        ("BuildKit cache", "unrunnable", UnrunnableKind.BuildCache),
        ("chart", "unrunnable", UnrunnableKind.NotAnImage),
        ("image without a layer", "unrunnable", UnrunnableKind.LayerMissing),
        ("image without its configuration", "unrunnable", UnrunnableKind.ConfigMissing),
        ("index without a child", "unrunnable", UnrunnableKind.ChildMissing),
        ("another tag", "missing", null),
        ("another repository", "missing", null),
    ];

    /// <summary>What happens on the way to an image that is fine, and the verdict.</summary>
    private static readonly (string Fault, string Verdict, SourceFaultKind? Cause)[] Faults =
    [
        ("503 twice", "found", null),
        ("503 for blobs twice", "found", null),
        ("429 with Retry-After once", "found", null),
        ("connection reset twice", "found", null),
        ("503 always", "unknown", SourceFaultKind.Unavailable),
        ("500 for blobs always", "unknown", SourceFaultKind.Unavailable),
        ("429 always", "unknown", SourceFaultKind.Throttled),
        ("connection reset always", "unknown", SourceFaultKind.Unreachable),
        ("body cut off always", "unknown", SourceFaultKind.Unreachable),
        ("no answer", "unknown", null),
        ("403", "unknown", SourceFaultKind.Denied),
        ("no registry but a web server's 404", "unknown", SourceFaultKind.NotUnderstood),
        ("an HTML page", "unknown", SourceFaultKind.NotUnderstood),
        ("400", "unknown", SourceFaultKind.NotUnderstood),
        ("100 MB of JSON", "unrunnable", null),
        ("other content", "unrunnable", null),
        ("redirect to the content", "found", null),
        ("redirect in a circle", "unknown", SourceFaultKind.NotUnderstood),
    ];

    /// <summary>States that are made by answering in the registry's place, which only <c>/v2/</c> lets the tests do; the other protocol's own tests have these.</summary>
    private static readonly string[] Hidden = ["image without a layer", "image without its configuration", "index without a child"];

    public static IEnumerable<TheoryDataRow<string, string>> StateCases() =>
        from kind in RegistryFleet.Kinds
        from state in States
        where kind != RegistryFleet.EcrDoorKind || !Hidden.Contains(state.State)
        select new TheoryDataRow<string, string>(kind, state.State);

    public static IEnumerable<TheoryDataRow<string, string>> FaultCases() =>
        from kind in RegistryFleet.Kinds
        where kind != RegistryFleet.EcrDoorKind
        from fault in Faults
        select new TheoryDataRow<string, string>(kind, fault.Fault);

    [Fact]
    public void Table_HasAtLeastFortyCases() => Assert.InRange(StateCases().Count() + FaultCases().Count(), 40, 1000);

    [Theory]
    [MemberData(nameof(StateCases))]
    public async Task Verify_AStateOfTheImage_GetsItsVerdict(string kind, string state)
    {
        var (_, verdict, reason) = States.Single(row => row.State == state);
        var registry = await fleet.GetAsync(kind);
        var repository = NewRepository();
        var item = ItemOf(state);
        await registry.PushAsync(repository, item, Tag);
        var hidden = Hide(state, registry, repository, item);
        using var handler = new FaultyHandler((request, _, _) => Task.FromResult(
            hidden is not null && request.RequestUri!.AbsolutePath.EndsWith(hidden.ToString(), StringComparison.Ordinal) ? new HttpResponseMessage(HttpStatusCode.NotFound) : null));

        var answer = await VerifyAsync(registry, ReferenceOf(state, registry.Host, repository, item), handler, ExpectationsOf(state, item));

        Assert.True(answer.Name == verdict, answer.ToString());
        if (reason is not null)
        {
            Assert.Contains(Assert.IsType<ImageUnrunnable>(answer).Reasons, given => given.Kind == reason);
        }
    }

    [Theory]
    [MemberData(nameof(FaultCases))]
    public async Task Verify_AFaultOnTheWay_GetsItsVerdict(string kind, string fault)
    {
        var (_, verdict, cause) = Faults.Single(row => row.Fault == fault);
        var registry = await fleet.GetAsync(kind);
        var repository = NewRepository();
        var item = Forge.Image();
        await registry.PushAsync(repository, item, Tag);
        using var handler = new FaultyHandler(new WayFault(fault).AnswerAsync);

        var answer = await VerifyAsync(registry, ImageReference.Of(registry.Host, repository, Names.Tag.Parse(Tag)), handler, null, fault == "no answer");

        Assert.True(answer.Name == verdict, answer.ToString());
        if (cause is not null)
        {
            Assert.Equal(cause, Assert.IsType<ImageUnknown>(answer).Cause.Kind);
        }
    }

    [Theory]
    [InlineData(RegistryFleet.EmulatorKind, "missing")]
    [InlineData(RegistryFleet.EcrDoorKind, "unrunnable")]
    public async Task Verify_AnArchivedImage_IsNotFound(string kind, string verdict)
    {
        var registry = await fleet.GetAsync(kind);
        var repository = NewRepository();
        var item = Forge.Image();
        await registry.PushAsync(repository, item, Tag);
        await registry.ArchiveAsync(repository, item.Digest);
        using var handler = new FaultyHandler((_, _, _) => Task.FromResult<HttpResponseMessage?>(null));

        var answer = await VerifyAsync(registry, ImageReference.Of(registry.Host, repository, Names.Tag.Parse(Tag)), handler, null);

        Assert.True(answer.Name == verdict, answer.ToString());
    }

    [Theory]
    [InlineData(RegistryFleet.EmulatorKind)]
    [InlineData(RegistryFleet.DockerBasicKind)]
    [InlineData(RegistryFleet.DockerBearerKind)]
    public async Task Verify_WithAWrongPassword_IsUnknownAndKeepsItSecret(string kind)
    {
        const string secret = "not-the-password";
        var registry = await fleet.GetAsync(kind);
        var repository = NewRepository();
        await registry.PushAsync(repository, Forge.Image(), Tag);
        using var handler = new FaultyHandler((_, _, _) => Task.FromResult<HttpResponseMessage?>(null));
        using var client = new OciClient(new StaticCredentials(registry.Host, DockerLogin.Create("someone", new Secret(secret))), null, handler);

        var answer = await new ImageVerifier(new OciImageSource(client)).VerifyAsync(
            ImageReference.Of(registry.Host, repository, Names.Tag.Parse(Tag)), null, TestContext.Current.CancellationToken);

        Assert.Equal(SourceFaultKind.Denied, Assert.IsType<ImageUnknown>(answer).Cause.Kind);
        Assert.DoesNotContain(secret, answer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("someone:" + secret)), answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ConnectionRefused_IsUnknown()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var client = new OciClient();
        var limits = new VerificationLimits { FirstRetryDelay = TimeSpan.FromMilliseconds(1) };

        var answer = await new ImageVerifier(new OciImageSource(client), limits).VerifyAsync(
            ImageReference.Parse($"127.0.0.1:{port}/team/app:1"), null, TestContext.Current.CancellationToken);

        Assert.Equal(SourceFaultKind.Unreachable, Assert.IsType<ImageUnknown>(answer).Cause.Kind);
    }

    private static RepositoryName NewRepository() => RepositoryName.Parse($"team/app-{Guid.NewGuid():n}");

    private static async Task<ImageVerdict> VerifyAsync(TestRegistry registry, ImageReference image, FaultyHandler handler, ImageExpectations? expectations, bool isHanging = false)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var (source, owned) = registry.Open(handler, time);
        using var ownedUntilDone = owned;
        var limits = new VerificationLimits { FirstRetryDelay = TimeSpan.FromMilliseconds(1), MaxRetryDelay = TimeSpan.FromMilliseconds(2) };

        // The clock crawls while the registry works, and jumps only where nothing will ever come.
        var work = new ImageVerifier(source, limits, time).VerifyAsync(image, expectations, TestContext.Current.CancellationToken);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken));
            time.Advance(isHanging ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(2));
        }

        return await work;
    }

    private static ForgedItem ItemOf(string state) => state switch
    {
        "Docker image" => Forge.DockerImage(),
        "OCI index of two platforms" or "index with the wanted platform" or "index without the wanted platform" or "index without a child" =>
            Forge.MultiPlatform("linux/amd64", state == "index without the wanted platform" ? "linux/s390x" : "linux/arm64"),
        "OCI image with zstd layers" => Forge.Manifest(Forge.Config(), [Forge.Layer("z", Forge.OciZstdLayer)]),
        "image of the wanted platform" => Forge.Image("linux", "arm64"),
        "Docker image with zstd layers" =>
            Forge.Manifest(Forge.Config(mediaType: Forge.DockerConfig), [Forge.Layer("z", Forge.DockerZstdLayer)], Forge.DockerManifest),
        "BuildKit cache" => Forge.Manifest(Forge.Item(Forge.CacheConfig, "{\"layers\":[]}"), [Forge.Layer("c")]),
        "chart" => Forge.Manifest(
            Forge.Item("application/vnd.cncf.helm.config.v1+json", "{\"name\":\"chart\"}"),
            [Forge.Layer("tgz", "application/vnd.cncf.helm.chart.content.v1.tar+gzip")]),
        _ => Forge.Image(),
    };

    private static ImageReference ReferenceOf(string state, RegistryHost host, RepositoryName repository, ForgedItem item) => state switch
    {
        "image named by its digest" => ImageReference.Of(host, repository, item.Digest),
        "another tag" => ImageReference.Of(host, repository, Names.Tag.Parse("2.0")),
        "another repository" => ImageReference.Of(host, RepositoryName.Parse($"{repository}-2"), Names.Tag.Parse(Tag)),
        _ => ImageReference.Of(host, repository, Names.Tag.Parse(Tag)),
    };

    private static ImageExpectations? ExpectationsOf(string state, ForgedItem item) => state switch
    {
        "image of the wanted platform" or "image of another platform" or "index with the wanted platform" or "index without the wanted platform" =>
            new ImageExpectations { Platform = Platform.Parse("linux/arm64") },
        "image of the expected digest" => new ImageExpectations { Digest = item.Digest },
        "image of another digest" => new ImageExpectations { Digest = Forge.DockerImage().Digest },
        "image above the allowed size" => new ImageExpectations { MaxSize = 10 },
        _ => null,
    };

    /// <summary>Takes a part out of the registry's storage or, where that is out of reach, out of its answers.</summary>
    private static Digest? Hide(string state, TestRegistry registry, RepositoryName repository, ForgedItem item)
    {
        var part = state switch
        {
            "image without a layer" => item.Parts[^1],
            "image without its configuration" => item.Parts[0],
            "index without a child" => item.Parts[1],
            _ => null,
        };
        return part is null || registry.Remove(repository, part.Digest, part.IsManifest) ? null : part.Digest;
    }
}
