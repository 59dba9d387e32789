using System.Globalization;
using Berth.Emulator.Tests.Hosting;

namespace Berth.Emulator.Tests;

public sealed class EmbeddedRegistryTests
{
    [Fact]
    public async Task OpenAsync_UnusedDirectory_AnswersInThisProcess()
    {
        using var directory = new TemporaryDirectory();
        var options = new EmulatorOptions { DataDirectory = Path.Combine(directory.Path, "deep", "data") };

        await using var registry = await EmbeddedRegistry.OpenAsync(options, TestContext.Current.CancellationToken);

        Assert.True(registry.IsInProcess);
        Assert.Equal("localhost:5000", registry.RegistryHost.ToString());
        Assert.Contains("\"repositoryUri\":\"localhost:5000/aa\"", await CreateAsync(registry, "aa"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_OfADirectoryThatAnEmulatorServes_ReachesThatEmulator()
    {
        using var directory = new TemporaryDirectory();
        using var child = await ChildEmulator.StartAsync(directory.Path);

        await using var registry = await EmbeddedRegistry.OpenAsync(
            new EmulatorOptions { DataDirectory = directory.Path }, TestContext.Current.CancellationToken);

        Assert.False(registry.IsInProcess);
        Assert.Equal(child.Endpoint, registry.Endpoint);
        Assert.Contains($"\"repositoryUri\":\"{child.Endpoint.Authority}/aa\"", await CreateAsync(registry, "aa"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_AfterTheServingEmulatorWasKilled_TakesTheDirectory()
    {
        using var directory = new TemporaryDirectory();
        using (var child = await ChildEmulator.StartAsync(directory.Path))
        {
            await child.KillAsync();
        }

        await using var registry = await EmbeddedRegistry.OpenAsync(
            new EmulatorOptions { DataDirectory = directory.Path }, TestContext.Current.CancellationToken);

        Assert.True(registry.IsInProcess);
    }

    [Fact]
    public async Task OpenAsync_ByTwentyAtOnce_GivesEachItsTurn()
    {
        using var directory = new TemporaryDirectory();
        async Task<int> CreateOnceAsync(int number)
        {
            await using var registry = await EmbeddedRegistry.OpenAsync(
                new EmulatorOptions { DataDirectory = directory.Path }, TestContext.Current.CancellationToken);
            await CreateAsync(registry, string.Create(CultureInfo.InvariantCulture, $"r{number}x"));
            return (await CreateAsync(registry, "same")).Contains("RepositoryAlreadyExists", StringComparison.Ordinal) ? 0 : 1;
        }

        var created = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => CreateOnceAsync(number))));

        Assert.Equal(1, created.Sum());
    }

    [Fact]
    public async Task StartAsync_OnADirectoryThatAnEmulatorServes_IsRefused()
    {
        using var directory = new TemporaryDirectory();
        using var child = await ChildEmulator.StartAsync(directory.Path);

        var exception = await Assert.ThrowsAsync<EmulatorStartException>(
            () => BerthEmulator.StartAsync(new EmulatorOptions { DataDirectory = directory.Path }, TestContext.Current.CancellationToken));

        Assert.Contains(child.Endpoint.ToString(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_OnAPortThatIsTaken_IsRefused()
    {
        await using var first = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<EmulatorStartException>(
            () => BerthEmulator.StartAsync(new EmulatorOptions { Port = first.Endpoint.Port }, TestContext.Current.CancellationToken));

        Assert.Contains("choose another port", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<string> CreateAsync(EmbeddedRegistry registry, string name)
    {
        using var http = new HttpClient(registry.CreateHandler()) { BaseAddress = registry.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/")
        {
            Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes($$"""{"repositoryName":"{{name}}"}""")),
        };
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.CreateRepository");
        request.Headers.TryAddWithoutValidation("Authorization", EcrClient.Authorization);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
