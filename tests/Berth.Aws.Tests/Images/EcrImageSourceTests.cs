using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Berth.Names;
using Berth.Verification;
using Berth.Verification.Verdicts;

namespace Berth.Aws.Tests.Images;

/// <summary>Verification by ECR's own API: what ECR answers, and the verdict.</summary>
public sealed class EcrImageSourceTests
{
    private const string Config = """{"os":"linux","architecture":"amd64"}""";
    private const string Storage = "https://storage.example/config?X-Amz-Signature=secret";

    private static readonly string ConfigDigest = DigestOf(Config);
    private static readonly string LayerDigest = "sha256:" + new string('a', 64);
    private static readonly ImageReference Image = ImageReference.Of(ScriptedAws.Registry.Host, RepositoryName.Parse("web/app"), Tag.Parse("v1"));

    private static readonly string Manifest =
        $$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{ConfigDigest}}","size":{{Config.Length}}},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"{{LayerDigest}}","size":5}]}""";

    public static TheoryData<string, string, string?> Verdicts { get; } = new()
    {
        // what happens, verdict, reason or cause
        { "fine", "found", null },
        { "no such image", "missing", "Image" },
        { "no such repository", "missing", "Repository" },
        { "archived", "unrunnable", "Archived" },
        { "being restored", "unrunnable", "Archived" },
        { "inaccessible and archived", "unrunnable", "Archived" },
        { "no such image, and describing is denied", "missing", "Image" },
        { "layer unavailable", "unrunnable", "LayerMissing" },
        { "layer archived", "unrunnable", "Archived" },
        { "layer of another size", "unrunnable", "SizeDiffers" },
        { "config named as missing", "unrunnable", "ConfigMissing" },
        { "layers left out", "unknown", "NotUnderstood" },
        { "denied", "unknown", "Denied" },
        { "expired", "unknown", "InvalidCredentials" },
        { "upstream denied", "unknown", "Denied" },
        { "upstream throttled", "unknown", "Throttled" },
        { "upstream unavailable", "unknown", "Unavailable" },
        { "KMS failed", "unknown", "NotUnderstood" },
        { "empty answer", "unknown", "NotUnderstood" },
        { "no JSON", "unknown", "NotUnderstood" },
        { "another digest than it says", "unrunnable", "ContentDiffers" },
        { "manifest of 5 MB", "unrunnable", "ManifestTooLarge" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Verify_ByEcrsApi_GetsItsVerdict(string state, string verdict, string? why)
    {
        using var aws = new ScriptedAws(call => Answer(state, call));
        using var factory = aws.Factory();

        var answer = await VerifyAsync(factory, null);

        Assert.True(answer.Name == verdict, answer.ToString());
        Assert.Equal(why, answer switch
        {
            ImageMissing missing => missing.Absence.Kind.ToString(),
            ImageUnrunnable unrunnable => unrunnable.Reasons[0].Kind.ToString(),
            ImageUnknown unknown => unknown.Cause.Kind.ToString(),
            _ => null,
        });
    }

    [Fact]
    public async Task Verify_WithoutAPlatform_ReadsTheManifestTheConfigurationAndTheLayers()
    {
        using var aws = new ScriptedAws(call => Answer("fine", call));
        using var factory = aws.Factory();

        await VerifyAsync(factory, null);

        Assert.Equal("BatchGetImage", aws.Calls.First().Operation);
        Assert.Equal(
            ["BatchCheckLayerAvailability", "BatchGetImage", "GetDownloadUrlForLayer"],
            aws.Calls.Where(call => !call.IsSts).Select(call => call.Operation).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("fine", "found")]
    [InlineData("storage fails", "unknown")]
    [InlineData("storage gives 100 MB", "unrunnable")]
    [InlineData("no download address", "unknown")]
    public async Task Verify_OfAPlatform_DownloadsTheConfiguration(string state, string verdict)
    {
        using var aws = new ScriptedAws(call => Answer(state, call));
        using var factory = aws.Factory();

        var answer = await VerifyAsync(factory, new ImageExpectations { Platform = Platform.Parse("linux/amd64") });

        Assert.True(answer.Name == verdict, answer.ToString());
        Assert.DoesNotContain("secret", answer.ToString(), StringComparison.Ordinal);
    }

    private static Task<ImageVerdict> VerifyAsync(EcrClientFactory factory, ImageExpectations? expectations)
    {
        var limits = new VerificationLimits { FirstRetryDelay = TimeSpan.FromMilliseconds(1), MaxRetryDelay = TimeSpan.FromMilliseconds(1) };
        return new ImageVerifier(factory.For(ScriptedAws.Registry).ImageSource, limits).VerifyAsync(Image, expectations, TestContext.Current.CancellationToken);
    }

    private static HttpResponseMessage Answer(string state, RecordedCall call) => call.Operation switch
    {
        "BatchGetImage" => ScriptedAws.Json(state switch
        {
            "no such image" or "archived" or "being restored" or "no such image, and describing is denied" => Failure("ImageNotFound"),
            "inaccessible and archived" => Failure("ImageInaccessible"),
            "upstream denied" => Failure("UpstreamAccessDenied"),
            "upstream throttled" => Failure("UpstreamTooManyRequests"),
            "upstream unavailable" => Failure("UpstreamUnavailable"),
            "KMS failed" => Failure("KmsError"),
            "empty answer" => "{}",
            "no JSON" => "<html>",
            "no such repository" => """{"__type":"RepositoryNotFoundException","message":"no"}""",
            "denied" => """{"__type":"AccessDeniedException","message":"no"}""",
            "expired" => """{"__type":"ExpiredTokenException","message":"no"}""",
            "another digest than it says" => Found(Manifest, LayerDigest),
            "manifest of 5 MB" => Found(new string(' ', 5_000_000), LayerDigest),
            _ => Found(Manifest, DigestOf(Manifest)),
        }, state is "no such repository" or "denied" or "expired" ? HttpStatusCode.BadRequest : HttpStatusCode.OK),
        "DescribeImages" => state switch
        {
            "archived" or "inaccessible and archived" => ScriptedAws.Json(Described("ARCHIVED")),
            "being restored" => ScriptedAws.Json(Described("ACTIVATING")),
            "no such image" => ScriptedAws.Error("ImageNotFoundException"),
            _ => ScriptedAws.Error("AccessDeniedException"),
        },
        "BatchCheckLayerAvailability" => ScriptedAws.Json(state switch
        {
            "layer unavailable" => Layers("UNAVAILABLE", 5),
            "layer archived" => Layers("ARCHIVED", 5),
            "layer of another size" => Layers("AVAILABLE", 6),
            "config named as missing" => $$"""{"layers":[{{Layer(LayerDigest, "AVAILABLE", 5)}}],"failures":[{"layerDigest":"{{ConfigDigest}}","failureCode":"MissingLayerDigest","failureReason":"no"}]}""",
            "layers left out" => "{}",
            _ => Layers("AVAILABLE", 5),
        }),
        "GetDownloadUrlForLayer" => ScriptedAws.Json(state == "no download address" ? "{}" : $$"""{"downloadUrl":"{{Storage}}"}"""),
        _ when state == "storage fails" => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
        _ => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = state == "storage gives 100 MB" ? new ByteArrayContent(new byte[100_000_000]) : new StringContent(Config),
        },
    };

    private static string Failure(string code) => $$"""{"failures":[{"imageId":{"imageTag":"v1"},"failureCode":"{{code}}","failureReason":"Requested image not found"}]}""";

    private static string Found(string manifest, string digest) =>
        $$"""{"images":[{"imageId":{"imageDigest":"{{digest}}","imageTag":"v1"},"imageManifest":{{Quote(manifest)}},"imageManifestMediaType":"application/vnd.oci.image.manifest.v1+json"}]}""";

    private static string Quote(string text) => "\"" + JsonEncodedText.Encode(text) + "\"";

    private static string Described(string status) => $$"""{"imageDetails":[{"imageDigest":"{{LayerDigest}}","imageStatus":"{{status}}"}]}""";

    private static string Layers(string availability, int size) =>
        $$"""{"layers":[{{Layer(ConfigDigest, "AVAILABLE", Config.Length)}},{{Layer(LayerDigest, availability, size)}}]}""";

    private static string Layer(string digest, string availability, int size) =>
        $$"""{"layerDigest":"{{digest}}","layerAvailability":"{{availability}}","layerSize":{{size}}}""";

    private static string DigestOf(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
