using Berth.Clients.Tests;

namespace Berth.Samples.Tests;

/// <summary>What people install works from an empty folder: the tarball of the native binary, and the .NET tool.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task Tarball_InAnEmptyFolder_PreparesADeployment()
    {
        await using var stage = Stage.Set();
        var tarball = (await stage.RunAsync(Path.Combine(Repository.Root, "eng/dist"), "tarball")).Succeeded().Trim();
        (await ClientProgram.RunAsync("sha256sum", ["--check", "--quiet", $"{tarball}.sha256"], stage.Environment, Path.GetDirectoryName(tarball))).Succeeded();
        (await stage.RunAsync("tar", "-xzf", tarball, "--strip-components=1")).Succeeded();

        var image = (await stage.RunAsync(Path.Combine(stage.Folder, "bin/berth"), "prepare", "--project", "proj_abc", "--environment", "production", "--version", "1")).Succeeded();
        Assert.StartsWith("localhost:5000/deployments/proj_abc:1.production.", image, StringComparison.Ordinal);
        Assert.StartsWith("docker-credential-berth ", (await stage.RunAsync(Path.Combine(stage.Folder, "bin/docker-credential-berth"), "version")).Succeeded(), StringComparison.Ordinal);
        Assert.All(
            (string[])["share/man/man1/berth-prepare.1.gz", "share/bash-completion/completions/berth", "share/zsh/site-functions/_berth", "share/fish/vendor_completions.d/berth.fish", "lib/systemd/system/berth-emulator.service", "share/doc/berth/LICENSE", "share/doc/berth/Containerfile"],
            path => Assert.True(File.Exists(Path.Combine(stage.Folder, path)), path));
    }

    [Fact]
    public async Task Readme_FirstCommand_PrintsTheReference()
    {
        await using var stage = Stage.Set();
        var command = Repository.Read("README.md").Split("```shell\n")[1].Split("\n```")[0];
        Assert.StartsWith("dotnet run --project src/Berth.Cli -- prepare ", command, StringComparison.Ordinal);

        // What it builds is built already; the rest is as a reader types it.
        var built = command.Replace("dotnet run ", "dotnet run --no-build -c Release ", StringComparison.Ordinal);
        Assert.SkipUnless(File.Exists(Path.Combine(Repository.Root, "src/Berth.Cli/bin/Release/net10.0/Berth.Cli.dll")), "There is no Release build; ./test makes one.");
        var output = (await stage.RunAsync("bash", "-c", $"cd '{Repository.Root}' && {built}")).Succeeded();
        Assert.Matches(@"^localhost:5000/deployments/proj_abc:20251203\.1\.production\.[a-z0-9]{8}\n$", output);
    }

    [Fact]
    public async Task Tool_InAnEmptyFolder_PreparesADeployment()
    {
        await using var stage = Stage.Set();
        var packages = Path.Combine(stage.Folder, "packages");
        string[] built = File.Exists(Path.Combine(Repository.Root, "src/Berth.Cli/bin/Release/net10.0/Berth.Cli.dll")) ? ["--no-build"] : [];
        (await stage.RunAsync("dotnet", ["pack", Path.Combine(Repository.Root, "src/Berth.Cli"), "-c", "Release", "-v", "quiet", "-nologo", "-o", packages, .. built])).Succeeded();
        (await stage.RunAsync("dotnet", "tool", "install", "Berth.Cli", "--tool-path", Path.Combine(stage.Folder, "tool"), "--source", packages, "--version", "0.1.0")).Succeeded();
        stage.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)))!.Replace("/shared", string.Empty, StringComparison.Ordinal);
        var image = (await stage.RunAsync(Path.Combine(stage.Folder, "tool/berth"), "prepare", "--project", "proj_abc", "--environment", "production", "--version", "1")).Succeeded();
        Assert.StartsWith("localhost:5000/deployments/proj_abc:1.production.", image, StringComparison.Ordinal);
    }
}
