using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Berth.Names;
using Berth.Oci.Distribution;
using Berth.Oci.Tests.Registries;
using Berth.Tests.Verification;
using Berth.Verification;
using Berth.Verification.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Oci.Tests.Verification;

/// <summary>For invalid responses the verdict is never "found", and no exception is thrown.</summary>
public sealed class InvalidResponseTests
{
    private static readonly ForgedItem Item = Forge.Image();
    private static readonly ImageReference Image = ImageReference.Parse("registry.example/team/app:1");

    private readonly FakeTimeProvider time = new();

    public static TheoryData<string> ErrorBodies { get; } =
    [
        """{"errors":[{"code":"\ud800"}]}""", """{"\udc00":1}""", """{"errors":{}}""", """{"errors":[[]]}""", "[[[[[", "null", "1e999",
        """{"errors":[{"code":1}]}""", "<html>", "", "\u0000",
    ];

    public static TheoryData<string> Challenges { get; } =
    [
        "Bearer realm=\"\\ud800\"", "Bearer", "Bearer realm=\"https://[::1\"", "Bearer realm=\"https://user:pass@\"", "====", "Bearer realm=https://registry.example:99999/",
    ];

    [Theory]
    [MemberData(nameof(ErrorBodies))]
    public async Task Verify_WithANonsenseErrorBody_IsUnknown(string body)
    {
        using var handler = Handler(_ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

        Assert.IsType<ImageUnknown>(await VerifyAsync(handler));
    }

    [Theory]
    [MemberData(nameof(Challenges))]
    public async Task Verify_WithANonsenseChallenge_IsUnknown(string challenge)
    {
        using var handler = Handler(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
            return response;
        });

        Assert.IsType<ImageUnknown>(await VerifyAsync(handler));
    }

    [Theory]
    [InlineData("http://[")]
    [InlineData("https://")]
    [InlineData("//")]
    [InlineData("https://user@:99999/")]
    public async Task Verify_WithANonsenseLocation_IsUnknown(string location)
    {
        using var handler = Handler(_ =>
        {
            var response = new HttpResponseMessage(HttpStatusCode.TemporaryRedirect);
            response.Headers.TryAddWithoutValidation("Location", location);
            return response;
        });

        Assert.IsType<ImageUnknown>(await VerifyAsync(handler));
    }

    [Fact]
    public async Task Verify_WithAHandlerThatThrows_IsUnknown()
    {
        using var handler = Handler(_ => throw new InvalidOperationException("broken"));

        Assert.Contains("broken", Assert.IsType<ImageUnknown>(await VerifyAsync(handler)).Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WithAConfigurationOfOtherContent_IsUnrunnable()
    {
        using var handler = Serve(config: "{}"u8.ToArray());

        var unrunnable = Assert.IsType<ImageUnrunnable>(await VerifyAsync(handler));

        Assert.Contains(unrunnable.Reasons, reason => reason.Kind == UnrunnableKind.ContentDiffers && reason.Subject == Item.Parts[0].Digest);
    }

    [Fact]
    public async Task Verify_WithAnEndlessConfiguration_IsUnrunnableAndReadsABoundedPart()
    {
        using var body = new EndlessStream(long.MaxValue);
        using var handler = Serve(content: () => new StreamContent(body));

        Assert.Contains(Assert.IsType<ImageUnrunnable>(await VerifyAsync(handler)).Reasons, reason => reason.Kind == UnrunnableKind.ManifestTooLarge);
        Assert.InRange(body.Given, 0, VerificationLimits.Default.MaxManifestBytes + 1);
    }

    [Fact]
    public async Task Verify_WithABodyThatStalls_EndsInTime()
    {
        using var handler = Serve(content: () => new StreamContent(new StalledStream()));

        var unknown = Assert.IsType<ImageUnknown>(await time.RunAsync(VerifyAsync(handler)));

        Assert.True(unknown.Cause.Kind is SourceFaultKind.Unavailable or SourceFaultKind.TimedOut);
    }

    [Fact]
    public async Task Verify_CancelledWhileABodyStalls_EndsAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        using var body = new StalledStream();
        using var handler = Serve(content: () => new StreamContent(body));
        var task = VerifyAsync(handler, cancellation.Token);
        await body.Reading;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
    }

    private static FaultyHandler Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) => new((request, _, _) => Task.FromResult<HttpResponseMessage?>(answer(request)));

    private static FaultyHandler Serve(byte[]? config = null, Func<HttpContent>? content = null) => Handler(request =>
    {
        if (request.RequestUri!.AbsolutePath.Contains("/manifests/", StringComparison.Ordinal))
        {
            var manifest = new ByteArrayContent(Item.Bytes);
            manifest.Headers.ContentType = new MediaTypeHeaderValue(Item.MediaType);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = manifest };
        }

        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = request.Method == HttpMethod.Head ? null : content?.Invoke() ?? new ByteArrayContent(config ?? Item.Parts[0].Bytes),
        };
    });

    private async Task<ImageVerdict> VerifyAsync(FaultyHandler handler, CancellationToken? cancellationToken = null)
    {
        using var client = new OciClient(null, null, handler, time);
        return await new ImageVerifier(new OciImageSource(client), null, time)
            .VerifyAsync(Image, null, cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
