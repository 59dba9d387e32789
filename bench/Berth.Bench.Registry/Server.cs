using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Berth.Emulator;

namespace Berth.Bench.Registry;

/// <summary>The emulator as a process of its own: says its endpoint and what to log in with, and runs until it is killed.</summary>
internal static class Server
{
    public static async Task RunAsync(string directory, string[] options)
    {
        await using var emulator = await BerthEmulator.StartAsync(new EmulatorOptions
        {
            DataDirectory = options.Contains("--memory") ? null : directory,
            Fsync = options.Contains("--fsync"),
        });
        Console.WriteLine(emulator.Endpoint);
        Console.WriteLine(await LoginAsync(emulator));
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    private static async Task<string> LoginAsync(BerthEmulator emulator)
    {
        await CallAsync(emulator, "CreateRepository", """{"repositoryName":"bench"}""");
        var token = await CallAsync(emulator, "GetAuthorizationToken", "{}");
        return "Basic " + token.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString();
    }

    private static async Task<JsonElement> CallAsync(BerthEmulator emulator, string operation, string body)
    {
        using var http = new HttpClient(emulator.CreateHandler()) { BaseAddress = emulator.Endpoint };
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        content.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation);
        using var response = await http.PostAsync(new Uri("/", UriKind.Relative), content);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }
}
