using System.Text.Json;
using Berth.Emulator.Storage.Sqlite.Migrations;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Tests.Storage;

/// <summary>Opens a data directory that the version with schema 1 wrote.</summary>
public sealed class Version1Tests
{
    private const string Body =
        """{"repositoryName":"team/app","resourceArn":"arn:aws:ecr:us-east-1:123456789012:repository/team/app","filter":{"imageStatus":"ANY"}}""";

    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "Storage", "Fixtures", "Version1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DataDirectory_OfSchema1_AnswersAsItDid()
    {
        using var directory = await CopyAsync();
        await using var emulator = await StartAsync(directory);
        using var ecr = new EcrClient(emulator);
        var lines = await File.ReadAllLinesAsync(Path.Combine(Fixture, "answers.txt"), Token);

        foreach (var (operation, expected) in lines.Chunk(2).Select(pair => (pair[0], pair[1])).Where(pair => pair.Item1 != "DescribeRepositories"))
        {
            var answer = await ecr.OkAsync(operation, Body);
            Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, answer), $"{operation}: {answer}");
        }
    }

    [Fact]
    public async Task DataDirectory_OfSchema1_KeepsSecretManifestsReferrersAndLayers()
    {
        using var directory = await CopyAsync();
        await using var emulator = await StartAsync(directory);
        using var ecr = new EcrClient(emulator);

        Assert.Equal(
            "771329084DA992D09D0ED2174861F1EF50BDDEFF74A95D3004CA6730422493DE", Convert.ToHexString(emulator.Context.State.Secret.Span));
        var images = await ecr.OkAsync("BatchGetImage", """{"repositoryName":"team/app","imageIds":[{"imageTag":"v2"},{"imageTag":"zulu"}]}""");
        foreach (var image in images.GetProperty("images").EnumerateArray())
        {
            Assert.Equal(
                image.GetProperty("imageId").GetProperty("imageDigest").GetString(),
                EcrPushes.DigestOf(image.GetProperty("imageManifest").GetString()!));
        }

        Assert.Equal(2, images.GetProperty("images").GetArrayLength());
        var repository = Assert.Single(emulator.Context.State.Repositories, found => found.Name.ToString() == "team/app");
        var subject = Names.Digest.Parse("sha256:3988045e9ff4047e273620036638d9d22b1de50c077dcee3fe3600ac43f911d2");
        Assert.Equal(
            ["sha256:9c2677cc28a4cb49e70aa017079db20586e77a0488ab697ddb089c8c2b52723e", "sha256:df64bcc0e8f26078dcb5d5f14c459b09468390ffd132e156887457651d31008e"],
            (await repository.GetImagesAsync(Token)).ReferrersOf(subject).Select(digest => digest.ToString()));

        // The data directory has one unreferenced layer of 11 bytes.
        Assert.Equal(new(1, 11, 0), await emulator.Context.GarbageCollector.RunAsync(Token));
    }

    [Fact]
    public async Task Settings_WithAMemberOfANewerVersion_AreRefused()
    {
        using var directory = await CopyAsync();
        await ExecuteAsync(directory, "UPDATE repository SET settings = '{\"future\":1,' || substr(settings, 2) WHERE id = 1");

        var exception = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(directory));

        Assert.Contains("team/app", exception.Message, StringComparison.Ordinal);
        Assert.Contains("future", exception.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImageDocument_WithAnUnknownMember_LeavesTheFileAsItWas()
    {
        using var directory = await CopyAsync();
        await ExecuteAsync(directory, "UPDATE image SET document = '{\"future\":1,' || substr(document, 2)");

        await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(directory));

        Assert.Equal(1L, await ExecuteAsync(directory, "PRAGMA user_version"));
        Assert.Equal(6L, await ExecuteAsync(directory, "SELECT count(*) FROM image WHERE document LIKE '%future%'"));
    }

    [Fact]
    public async Task StateFile_MissingBesideBlobs_IsRefused()
    {
        using var directory = await CopyAsync();
        File.Delete(Path.Combine(directory.Path, "state.db"));

        var exception = await Assert.ThrowsAsync<EmulatorStartException>(() => StartAsync(directory));

        Assert.Contains("state.db", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(directory.Path, "state.db")));
    }

    [Fact]
    public void Migrations_InTheTable_AreOrderedWithoutGaps() =>
        Assert.Equal(Enumerable.Range(1, MigrationTable.Latest), MigrationTable.After(0).Select(migration => migration.Version));

    private static Task<BerthEmulator> StartAsync(TemporaryDirectory directory) =>
        BerthEmulator.StartAsync(new EmulatorOptions { DataDirectory = directory.Path }, Token);

    private static async Task<TemporaryDirectory> CopyAsync()
    {
        var directory = new TemporaryDirectory();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Fixture, "blobs"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(directory.Path, Path.GetRelativePath(Fixture, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        await ExecuteAsync(directory, await File.ReadAllTextAsync(Path.Combine(Fixture, "state.sql"), Token));
        return directory;
    }

    private static async Task<object?> ExecuteAsync(TemporaryDirectory directory, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={directory.Path}/state.db;Pooling=False");
        await connection.OpenAsync(Token);
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Token);
    }
}
