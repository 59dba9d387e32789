namespace Berth.Clients.Tests;

internal sealed record ClientResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output of a program that succeeded; the test fails with what it printed otherwise.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}{Environment.NewLine}{Output}{Environment.NewLine}{Error}");
        return Output;
    }

    public string Failed()
    {
        Assert.True(ExitCode != 0, $"a failure was expected{Environment.NewLine}{Output}");
        return Error;
    }
}
