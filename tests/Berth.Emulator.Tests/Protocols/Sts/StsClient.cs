using System.Xml.Linq;
using Berth.Emulator.Tests.Access;

namespace Berth.Emulator.Tests.Protocols.Sts;

/// <summary>Speaks the Query protocol to an emulator, signed.</summary>
internal sealed class StsClient(BerthEmulator emulator, TestCredentials credentials) : IDisposable
{
    private static readonly XNamespace Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private readonly HttpClient http = new(new SigningHandler(credentials, "sts", emulator.Clock, emulator.CreateHandler())) { BaseAddress = emulator.Endpoint };

    public async Task<(int Status, XElement Xml)> CallAsync(string action, params (string Name, string Value)[] parameters)
    {
        var form = parameters.Prepend(("Version", "2011-06-15")).Prepend(("Action", action))
            .Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2));
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(new Uri("/", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal("text/xml", response.Content.Headers.ContentType?.ToString());
        return ((int)response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Assumes a role, which must succeed.</summary>
    public async Task<TestCredentials> AssumeAsync(string role, string? policy = null, int seconds = 3600, string? externalId = null, string session = "session")
    {
        var (status, xml) = await CallAsync(
            "AssumeRole",
            [
                ("RoleArn", role),
                ("RoleSessionName", session),
                ("DurationSeconds", $"{seconds}"),
                .. policy is null ? Array.Empty<(string, string)>() : [("Policy", policy)],
                .. externalId is null ? Array.Empty<(string, string)>() : [("ExternalId", externalId)],
            ]);
        Assert.True(status == 200, xml.ToString());
        return new TestCredentials(Text(xml, "AccessKeyId"), Text(xml, "SecretAccessKey"), Text(xml, "SessionToken"));
    }

    /// <summary>Calls an operation that must fail.</summary>
    public async Task<(int Status, string Code, string Message)> ErrorAsync(string action, params (string Name, string Value)[] parameters)
    {
        var (status, xml) = await CallAsync(action, parameters);
        Assert.Equal(Namespace + "ErrorResponse", xml.Name);
        return (status, Text(xml, "Code"), Text(xml, "Message"));
    }

    public static string Text(XElement xml, string name) => Assert.Single(xml.Descendants(Namespace + name)).Value;

    public void Dispose() => http.Dispose();
}
