using System.Buffers;
using System.Text;
using Berth.Emulator.Access;
using Berth.Emulator.Access.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Emulator.Tests.Access.Signing;

/// <summary>The vectors are those of AWS's Signature Version 4 test suite: key AKIDEXAMPLE, 2015-08-30, us-east-1, service "service".</summary>
public sealed class SignatureVerifierTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Unreserved = "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Form = "application/x-www-form-urlencoded";

    private const string SuiteToken =
        "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==";

    private static readonly DateTimeOffset SuiteTime = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider clock = new(SuiteTime);

    public static TheoryData<string, string, string, string> Vectors { get; } = new()
    {
        { "GET /", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
        { "GET /?Param1=value1", "", "", "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb" },
        { "GET /?Param1=value2&Param1=Value1", "", "", "eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1" },
        { "GET /?Param2=value2&Param1=value1", "", "", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500" },
        { "GET /?Param1=value2&Param1=value1", "", "", "5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694" },
        { $"GET /?{Unreserved}={Unreserved}", "", "", "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197" },
        { "GET /?ሴ=bar", "", "", "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04" },
        { $"GET /{Unreserved}", "", "", "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f" },
        { "GET /example/..", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
        { "GET /example1/example2/../..", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
        { "GET //", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
        { "GET /./", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31" },
        { "GET /./example", "", "", "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5" },
        { "GET //example//", "", "", "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84" },
        { "GET /", "My-Header1:value2|My-Header1:value2|My-Header1:value1", "", "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea" },
        { "GET /", "My-Header1:value4|My-Header1:value1|My-Header1:value3|My-Header1:value2", "", "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01" },
        { "GET /", "My-Header1: value1|My-Header2: \"a   b   c\"", "", "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736" },
        { "POST /", "", "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b" },
        { "POST /?Param1=value1", "", "", "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11" },
        { "POST /", "My-Header1:value1", "", "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c" },
        { "POST /", "My-Header1:VALUE1", "", "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d" },
        { "POST /", $"Content-Type:{Form}", "Param1=value1", "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a" },
        { "POST /", $"Content-Type:{Form}; charset=utf8", "Param1=value1", "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe" },
        { "POST /", $"X-Amz-Security-Token:{SuiteToken}", "", "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Verify_PublishedVector_IsAccepted(string line, string headers, string body, string signature) =>
        Assert.Null(Verify(Request(line, headers, body, signature)));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Verify_PublishedVectorWithAnotherBody_IsRefused(string line, string headers, string body, string signature) =>
        Assert.Equal("InvalidSignatureException", Verify(Request(line, headers, body + "x", signature))?.Code);

    [Theory]
    [InlineData(-900, true)]
    [InlineData(900, true)]
    [InlineData(-901, false)]
    [InlineData(901, false)]
    public void Verify_ClockAway_IsAcceptedWithinFifteenMinutes(int seconds, bool isAccepted)
    {
        clock.AdjustTime(SuiteTime.AddSeconds(seconds));

        var denial = Verify(Vanilla());

        Assert.Equal(isAccepted, denial is null);
    }

    [Fact]
    public void Verify_SignedTooLongAgo_SaysWhenItExpired()
    {
        clock.AdjustTime(SuiteTime.AddMinutes(20));

        var denial = Verify(Vanilla());

        Assert.Equal(
            new Denial(
                400,
                "InvalidSignatureException",
                "Signature expired: 20150830T123600Z is now earlier than 20150830T124100Z (20150830T125600Z - 15 min.)"),
            denial);
    }

    [Fact]
    public void Verify_SignedInTheFuture_SaysUntilWhen()
    {
        clock.AdjustTime(SuiteTime.AddMinutes(-20));

        Assert.Equal(
            "Signature not yet current: 20150830T123600Z is still later than 20150830T123100Z (20150830T121600Z + 15 min.)",
            Verify(Vanilla())?.Message);
    }

    [Fact]
    public void Verify_AnotherSecret_SaysThatTheSignatureDoesNotMatch()
    {
        Assert.True(SignatureVerifier.TryRead(Vanilla(), out var header, out _));

        var denial = new SignatureVerifier(clock).Verify(Vanilla(), header, "another secret");

        Assert.StartsWith("The request signature we calculated does not match", denial?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ForAnotherService_SaysWhichItShouldBe()
    {
        var request = Vanilla() with { Service = "sts" };

        Assert.Equal(new Denial(403, "SignatureDoesNotMatch", "Credential should be scoped to correct service: 'sts'."), Verify(request));
    }

    [Fact]
    public void Verify_ScopeOfAnotherDay_IsRefused()
    {
        var request = Vanilla();
        request.Http.Headers.Authorization = request.Http.Headers.Authorization.ToString().Replace("20150830", "20150831", StringComparison.Ordinal);

        Assert.StartsWith("Date in Credential scope does not match", Verify(request)?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_HeaderOfAmazonsAddedAfterSigning_IsRefused()
    {
        var request = Vanilla();
        request.Http.Headers["X-Amz-Target"] = "AmazonEC2ContainerRegistry_V20150921.DeleteRepository";

        Assert.Equal("'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.", Verify(request)?.Message);
    }

    [Fact]
    public void Verify_HostNotSigned_IsRefused()
    {
        var request = Vanilla();
        request.Http.Headers.Authorization = request.Http.Headers.Authorization.ToString().Replace("host;", string.Empty, StringComparison.Ordinal);

        Assert.Equal("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.", Verify(request)?.Message);
    }

    [Fact]
    public void Verify_NoDate_IsIncomplete()
    {
        var request = Vanilla();
        request.Http.Headers.Remove("X-Amz-Date");

        Assert.Equal("IncompleteSignatureException", Verify(request)?.Code);
    }

    [Theory]
    [InlineData("", "ecr", 400, "MissingAuthenticationTokenException")]
    [InlineData("Basic QVdTOng=", "sts", 403, "MissingAuthenticationToken")]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00", "ecr", 400, "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/aws4_request, SignedHeaders=host, Signature=00", "sts", 400, "IncompleteSignature")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/Not A Region/ecr/aws4_request, SignedHeaders=host, Signature=00", "ecr", 400, "IncompleteSignatureException")]
    public void TryRead_HeaderThatStatesTooLittle_IsRefusedInTheServicesWords(string authorization, string service, int status, string code)
    {
        var request = Vanilla() with { Service = service };
        request.Http.Headers.Authorization = authorization;

        Assert.False(SignatureVerifier.TryRead(request, out _, out var denial));
        Assert.Equal((status, code), (denial.Status, denial.Code));
    }

    private static SignedRequest Vanilla() => Request("GET /", string.Empty, string.Empty, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");

    private static SignedRequest Request(string line, string headers, string body, string signature)
    {
        var http = new DefaultHttpContext();
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = line.Split(' ')[1];
        http.Request.Method = line.Split(' ')[0];
        http.Request.Headers.Host = "example.amazonaws.com";
        http.Request.Headers["X-Amz-Date"] = "20150830T123600Z";
        foreach (var header in headers.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            http.Request.Headers.Append(header.Split(':', 2)[0], header.Split(':', 2)[1]);
        }

        var names = string.Join(';', http.Request.Headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
        http.Request.Headers.Authorization =
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders={names}, Signature={signature}";
        return new SignedRequest(http.Request, new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)), "service");
    }

    private Denial? Verify(SignedRequest request)
    {
        Assert.True(SignatureVerifier.TryRead(request, out var header, out _));
        return new SignatureVerifier(clock).Verify(request, header, Secret);
    }
}
