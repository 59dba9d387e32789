using Berth.Emulator.Faults;

namespace Berth.Emulator.Tests.Faults;

public sealed class FaultPlanTests : EmulatorTest
{
    [Theory]
    [InlineData(FaultKind.Throttle, 400, "ThrottlingException", "Rate exceeded")]
    [InlineData(FaultKind.AccessDenied, 400, "AccessDeniedException", "User: arn:aws:iam::123456789012:user/berth is not authorized to perform: ecr:ListImages on resource: arn:aws:ecr:us-east-1:123456789012:repository/aa because no identity-based policy allows the ecr:ListImages action")]
    [InlineData(FaultKind.RepositoryNotFound, 400, "RepositoryNotFoundException", "The repository with name 'aa' does not exist in the registry with id '123456789012'")]
    [InlineData(FaultKind.ExpiredCredentials, 400, "ExpiredTokenException", "The security token included in the request is expired")]
    [InlineData(FaultKind.UnknownCode, 400, "UnheardOfException", "A planned fault of the emulator.")]
    [InlineData(FaultKind.ServerError, 500, "ServerException", "A planned fault of the emulator.")]
    public async Task Fault_OfAnErrorKind_AppliesToOneCallOfItsOperation(FaultKind kind, int status, string code, string message)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        Emulator.Faults.Add(new PlannedFault { Kind = kind, Operation = "ListImages" });

        await Ecr.OkAsync("DescribeImages", """{"repositoryName":"aa"}""");
        var error = await Ecr.ErrorAsync("ListImages", """{"repositoryName":"aa"}""", status);
        await Ecr.OkAsync("ListImages", """{"repositoryName":"aa"}""");

        Assert.Equal((code, message), error);
        Assert.Empty(Emulator.Faults.Pending);
    }

    [Fact]
    public async Task Fault_WithAfter_StartsWhenTheOperationSucceeded()
    {
        Emulator.Faults.Add(new PlannedFault
        {
            Kind = FaultKind.RepositoryNotFound, Operation = "DescribeRepositories", After = "CreateRepository", Count = 2,
        });

        await Ecr.OkAsync("DescribeRepositories", "{}");
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.ErrorAsync("DescribeRepositories", """{"repositoryNames":["aa"]}""");
        await Ecr.ErrorAsync("DescribeRepositories", """{"repositoryNames":["aa"]}""");
        await Ecr.OkAsync("DescribeRepositories", """{"repositoryNames":["aa"]}""");
    }

    [Fact]
    public async Task Fault_ThatCutsTheConnectionAfterTheWork_LosesOnlyTheAnswer()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var ecr = new EcrClient(emulator, overSocket: true);
        emulator.Faults.Add(new PlannedFault { Kind = FaultKind.DropConnection, Operation = "CreateRepository", AfterWork = true });

        await Assert.ThrowsAsync<HttpRequestException>(() => ecr.CallAsync("CreateRepository", """{"repositoryName":"aa"}"""));

        await ecr.OkAsync("DescribeRepositories", """{"repositoryNames":["aa"]}""");
    }

    [Fact]
    public async Task Fault_ThatCutsTheConnectionInProcess_IsARequestException()
    {
        Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.DropConnection });

        await Assert.ThrowsAsync<HttpRequestException>(() => Ecr.CallAsync("CreateRepository", """{"repositoryName":"aa"}"""));

        await Ecr.ErrorAsync("DescribeRepositories", """{"repositoryNames":["aa"]}""");
    }

    [Theory]
    [InlineData(FaultKind.EmptyBody, "")]
    [InlineData(FaultKind.MalformedBody, """{"image{""")]
    public async Task Fault_OfABodyKind_ChangesTheBody(FaultKind kind, string expected)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        Emulator.Faults.Add(new PlannedFault { Kind = kind });
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("""{"repositoryName":"aa"}""") };
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921.ListImages");
        request.Headers.TryAddWithoutValidation("Authorization", EcrClient.Authorization);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Fault_OfTheWrongRepository_AnswersAnother()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.WrongRepository });

        var answer = await Ecr.OkAsync("DescribeRepositories", """{"repositoryNames":["aa"]}""");

        var repository = answer.GetProperty("repositories")[0];
        Assert.Equal("aa-other", repository.GetProperty("repositoryName").GetString());
        Assert.Equal("localhost:5000/aa-other", repository.GetProperty("repositoryUri").GetString());
    }

    [Fact]
    public async Task Fault_WithoutACount_AppliesToEveryCall()
    {
        Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.Quota, Operation = "CreateRepository", Count = null });

        for (var call = 0; call < 3; call++)
        {
            Assert.Equal("LimitExceededException", (await Ecr.ErrorAsync("CreateRepository", """{"repositoryName":"aa"}""")).Code);
        }

        Emulator.Faults.Clear();
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
    }

    [Fact]
    public async Task Fault_WithProbabilityZero_AppliesToNoCall()
    {
        Emulator.Faults.Add(new PlannedFault { Kind = FaultKind.Throttle, Probability = 0, Count = null });

        for (var call = 0; call < 20; call++)
        {
            await Ecr.OkAsync("DescribeRepositories", "{}");
        }
    }

    [Fact]
    public void Add_OfAFaultOutOfRange_IsRefused()
    {
        PlannedFault[] wrong =
        [
            new() { Kind = FaultKind.Throttle, Count = 0 },
            new() { Kind = FaultKind.Throttle, Probability = 1.5 },
            new() { Kind = FaultKind.Throttle, Probability = double.NaN },
            new() { Kind = FaultKind.Delay, Delay = TimeSpan.FromSeconds(-1) },
            new() { Kind = FaultKind.ServerError, Status = 404 },
            new() { Kind = FaultKind.Throttle, Operation = string.Empty },
        ];

        Assert.All(wrong, fault => Assert.ThrowsAny<ArgumentException>(() => Emulator.Faults.Add(fault)));
        Assert.Empty(Emulator.Faults.Pending);
    }

    [Fact]
    public async Task Calls_OfOperations_AreCountedByName()
    {
        await Ecr.OkAsync("DescribeRepositories", "{}");
        await Ecr.OkAsync("DescribeRepositories", "{}");
        await Ecr.ErrorAsync("CreateRepository", "{}");

        Assert.Equal((2, 1, 0, 3), (Emulator.Calls["DescribeRepositories"], Emulator.Calls["CreateRepository"], Emulator.Calls["ListImages"], Emulator.Calls.Total));
        Emulator.Calls.Reset();
        Assert.Empty(Emulator.Calls.ToDictionary());
    }
}
