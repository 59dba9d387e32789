namespace Berth.Cli.Tests.Reference;

public sealed class ManPageTests
{
    [Fact]
    public async Task Man_WritesAPage_ForEveryCommand()
    {
        using var run = new CommandRun();
        var folder = Path.Combine(run.Directory, "man1");
        Assert.Equal(0, (await run.RunAsync("man", folder)).ExitCode);
        Assert.Superset(
            new HashSet<string> { "berth.1", "berth-config.1", "berth-config-show.1", "berth-completion.1" },
            Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).ToHashSet());
        Assert.All(Directory.EnumerateFiles(folder), path =>
        {
            var page = File.ReadAllText(path);
            Assert.StartsWith(".TH BERTH", page, StringComparison.Ordinal);
            Assert.Contains(".SH NAME\nberth", page, StringComparison.Ordinal);
            Assert.Contains(".SH EXIT STATUS\n", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\n'", page, StringComparison.Ordinal);
        });
    }
}
