namespace Berth.Emulator.Tests.Protocols.Ecr.Repositories;

public sealed class DeleteRepositoryTests : EmulatorTest
{
    [Fact]
    public async Task DeleteRepository_Empty_AnswersTheRepositoryAndItIsGone()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var answer = await Ecr.OkAsync("DeleteRepository", """{"repositoryName":"aa"}""");

        Assert.Equal("aa", answer.GetProperty("repository").GetProperty("repositoryName").GetString());
        Assert.False(answer.GetProperty("repository").TryGetProperty("encryptionConfiguration", out _));
        await Ecr.ErrorAsync("DeleteRepository", """{"repositoryName":"aa"}""");
    }

    [Fact]
    public async Task DeleteRepository_WithImages_NeedsForce()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.PushAsync("aa", "one");

        var (code, message) = await Ecr.ErrorAsync("DeleteRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("DeleteRepository", """{"repositoryName":"aa","force":true}""");

        Assert.Equal("RepositoryNotEmptyException", code);
        Assert.Equal("The repository with name 'aa' in registry with id '123456789012' cannot be deleted because it still contains images", message);
    }
}
