using System.Buffers;
using Berth.Emulator.Access;
using Berth.Emulator.Access.Enforcement;
using Berth.Emulator.Access.Tokens;
using Berth.Names;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Emulator.Tests.Access;

/// <summary>The access control of an emulator, without the emulator.</summary>
internal sealed class AccessBench
{
    public AccessBench(string identities, byte[]? secret = null)
    {
        Directory = IdentityDirectory.Parse(identities);
        Access = new EnforcingAccess(Directory, new SealedTokens(secret ?? new byte[32]), Clock);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public IdentityDirectory Directory { get; }

    public EnforcingAccess Access { get; }

    /// <summary>Signs a request and has it authenticated.</summary>
    public async Task<(Caller? Caller, Denial? Denial)> AuthenticateAsync(TestCredentials credentials, string service = "ecr")
    {
        var recorder = new Recorder();
        using var invoker = new HttpMessageInvoker(new SigningHandler(credentials, service, Clock, recorder));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.ecr.us-east-1.amazonaws.com/") { Content = new ByteArrayContent([]) };
        using var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);
        Access.TryAuthenticate(new SignedRequest(recorder.Request, ReadOnlySequence<byte>.Empty, service), out var caller, out var denial);
        return (caller, denial);
    }

    public async Task<Caller> CallerAsync(TestCredentials credentials)
    {
        var (caller, denial) = await AuthenticateAsync(credentials);
        Assert.Null(denial);
        return caller!;
    }

    /// <summary>Assumes a role and signs in as the session.</summary>
    public async Task<Caller> AssumeAsync(Caller caller, RoleRequest request)
    {
        Assert.True(Access.TryAssumeRole(caller, request, out var session, out var denial), denial?.Message);
        return await CallerAsync(CredentialsOf(session));
    }

    public static TestCredentials CredentialsOf(RoleSession session) => new(session.AccessKeyId, session.SecretAccessKey, session.SessionToken);

    public static RoleRequest RoleRequest(string role, string session = "session", int seconds = 3600) =>
        new(Arn.Parse(role), session, TimeSpan.FromSeconds(seconds));

    private sealed class Recorder : HttpMessageHandler
    {
        public HttpRequest Request { get; } = new DefaultHttpContext().Request;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Request.Method = request.Method.Method;
            Request.Path = "/";
            foreach (var header in request.Headers.NonValidated)
            {
                Request.Headers[header.Key] = header.Value.ToString();
            }

            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
