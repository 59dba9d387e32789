using Berth.Clients.Tests;

namespace Berth.Samples.Tests;

/// <summary>The packages work in an empty folder and an empty home: the tarball of the native binary, the .NET tool, and the container image.</summary>
public sealed class PackageTests
{
    private static readonly string[] Prepare = ["prepare", "--project", "proj_abc", "--environment", "production", "--version", "1"];

    private static string Version => Checkout.Read("Directory.Build.props").Split("<Version>")[1].Split("</Version>")[0];

    private static bool IsBuilt => File.Exists(Path.Combine(Checkout.Root, "src/Berth.Cli/bin/Release/net10.0/Berth.Cli.dll"));

    [Fact]
    public async Task Tarball_InAnEmptyFolder_PreparesADeployment()
    {
        await using var stage = await Stage.SetAsync();
        var tarball = await Distribution.TarballAsync();
        (await ClientProgram.RunAsync("sha256sum", ["--check", "--quiet", $"{tarball}.sha256"], stage.Environment, Path.GetDirectoryName(tarball))).Succeeded();

        Assert.StartsWith("localhost:5000/deployments/proj_abc:1.production.", (await stage.RunAsync("berth", Prepare)).Succeeded(), StringComparison.Ordinal);
        Assert.StartsWith("docker-credential-berth ", (await stage.RunAsync("docker-credential-berth", "version")).Succeeded(), StringComparison.Ordinal);
        var installed = await Distribution.InstalledAsync();
        Assert.All(
            (string[])["share/man/man1/berth-prepare.1.gz", "share/bash-completion/completions/berth", "share/zsh/site-functions/_berth", "share/fish/vendor_completions.d/berth.fish", "lib/systemd/system/berth-emulator.service", "share/doc/berth/LICENSE", "share/doc/berth/THIRD-PARTY-NOTICES.txt", "share/doc/berth/Containerfile"],
            path => Assert.True(File.Exists(Path.Combine(installed, path)), path));
    }

    [Fact]
    public async Task Tarball_HasTheNoticesOfEveryShippedPackage()
    {
        var notices = await File.ReadAllTextAsync(Path.Combine(await Distribution.InstalledAsync(), "share/doc/berth/THIRD-PARTY-NOTICES.txt"), TestContext.Current.CancellationToken);
        Assert.All(
            (string[])["AWSSDK.Core", "BouncyCastle.Cryptography", "Microsoft.Data.Sqlite.Core", "System.CommandLine", "ZiggyCreatures.FusionCache", ".NET runtime"],
            package => Assert.Contains($"\n{package} ", notices, StringComparison.Ordinal));
        Assert.Contains("Permission is hereby granted", notices, StringComparison.Ordinal);
        Assert.Contains("Apache License", notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readme_FirstCommand_PrintsTheReference()
    {
        await using var stage = Stage.SetEmpty();
        var command = Checkout.Read("README.md").Split("```shell\n")[1].Split("\n```")[0];
        Assert.StartsWith("dotnet run --project src/Berth.Cli -- prepare ", command, StringComparison.Ordinal);

        // The build that it starts is done already.
        var built = command.Replace("dotnet run ", "dotnet run --no-build -c Release ", StringComparison.Ordinal);
        Assert.SkipUnless(IsBuilt, "There is no Release build; ./test makes one.");
        var output = (await stage.RunAsync("bash", "-euo", "pipefail", "-c", $"cd '{Checkout.Root}' && {built}")).Succeeded();
        Assert.Matches(@"^localhost:5000/deployments/proj_abc:20251203\.1\.production\.[a-z0-9]{8}\n$", output);
    }

    [Fact]
    public async Task Tool_InAnEmptyFolder_PreparesADeployment_AndIsACredentialHelperAsDocumented()
    {
        await using var stage = Stage.SetEmpty();
        var packages = Path.Combine(stage.Folder, "packages");
        string[] built = IsBuilt ? ["--no-build"] : [];
        (await stage.RunAsync("dotnet", ["pack", Path.Combine(Checkout.Root, "src/Berth.Cli"), "-c", "Release", "-v", "quiet", "-nologo", "-o", packages, .. built])).Succeeded();
        var tools = Path.Combine(stage.Folder, "tool");
        (await stage.RunAsync("dotnet", "tool", "install", "Berth.Cli", "--tool-path", tools, "--source", packages, "--version", Version)).Succeeded();
        stage.Environment["PATH"] = $"{tools}:{stage.Environment["PATH"]}";
        stage.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location))))!;
        Assert.StartsWith("localhost:5000/deployments/proj_abc:1.production.", (await stage.RunAsync("berth", Prepare)).Succeeded(), StringComparison.Ordinal);

        // The documented commands make the helper, in a folder of the test instead of /usr/local/bin.
        var steps = Checkout.Read("docs/credential-helper.md").Split("```shell\n")[1].Split("```")[0].Replace("/usr/local/bin", tools, StringComparison.Ordinal);
        (await stage.RunAsync("bash", "-euo", "pipefail", "-c", steps)).Succeeded();
        Assert.StartsWith("docker-credential-berth ", (await stage.RunAsync("docker-credential-berth", "version")).Succeeded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_BuiltFromTheRecipe_RunsTheEmulatorAsItsDefaultCommand()
    {
        var buildah = ClientProgram.Require("buildah", "buildah");
        ClientProgram.Require("useradd", "passwd");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "buildah with the storage driver vfs needs root");
        await using var stage = Stage.SetEmpty();
        stage.Environment.Remove("REGISTRY_AUTH_FILE");
        stage.Environment["BUILDAH"] = $"{buildah} --root {stage.Folder}/storage --runroot {stage.Folder}/run";
        stage.Environment["RECIPE"] = Path.Combine(Checkout.Root, "eng/packaging/Containerfile");
        stage.Environment["ROOTFS"] = Path.Combine(Checkout.Root, "tests/Berth.Samples.Tests/Container/base-rootfs");
        stage.Environment["TARBALL"] = await Distribution.TarballAsync();
        var output = (await stage.RunInOwnNetworkAsync(
            """
            mkdir context && cd context && cp "$TARBALL" berth.tar.gz && "$ROOTFS" rootfs
            printf 'FROM scratch\nCOPY rootfs/ /\n' >Base
            $BUILDAH build --quiet --file Base --tag localhost/base . >/dev/null
            $BUILDAH build --from localhost/base --build-arg TARBALL=berth.tar.gz --tag localhost/berth --file "$RECIPE" . >build.log 2>&1 || { cat build.log; exit 1; }
            container=$($BUILDAH from --pull=never localhost/berth)
            config() { $BUILDAH inspect --type container --format "{{range .OCIv1.Config.$1}}{{.}} {{end}}" "$container"; }
            $BUILDAH run "$container" -- $(config Entrypoint) $(config Cmd) >run.log 2>&1 &
            curl -sS -o /dev/null -w '%{http_code}' --retry 60 --retry-delay 1 --retry-connrefused http://localhost:5000/v2/ || { cat run.log; exit 1; }
            """,
            stage.Folder)).Succeeded();
        Assert.Equal("401", output);
    }
}
