using System.Diagnostics;
using System.Text;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Configuration;

namespace Berth.Oci.Tests.Configuration;

/// <summary>Shapes of docker's configuration through each operation: login, helper, removal and look-up. The files are in <c>DockerConfigurations</c>.</summary>
public sealed class DockerConfigurationTests : IDisposable
{
    private const string OwnHelper = "berth";

    private static readonly RegistryHost Ecr = RegistryHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
    private static readonly Secret Password = new("pass:word");

    private static readonly Dictionary<string, DockerConfigurationShape> Shapes = new()
    {
        ["absent_members"] = Understood(null, null),
        ["absent_members_newline"] = Understood(null, null),
        ["empty_file"] = Understood(null, null),
        ["blank_file"] = Understood(null, null),
        ["null_document"] = Understood(null, null),
        ["docker_login"] = Understood(null, "AWS"),
        ["docker_login_url"] = Understood(null, "AWS"),
        ["other_logins"] = Understood(null, null),
        ["docker_desktop"] = Understood("desktop", "desktop-user"),
        ["docker_desktop_macos"] = Understood("osxkeychain", "osxkeychain-user"),
        ["credential_helper_ecr_login"] = Understood("ecr-login", "ecr-login-user"),
        ["helper_before_store"] = Understood("ecr-login", "ecr-login-user"),
        ["helper_of_other_registry"] = Understood(null, null),
        ["helper_of_other_registry_and_store"] = Understood("pass", "pass-user"),
        ["empty_helper_hides_store"] = Understood(null, null),
        ["helper_under_url_key"] = Understood(null, null),
        ["empty_store"] = Understood(null, null),
        ["null_members"] = Understood(null, null),
        ["null_entries"] = Understood(null, null),
        ["member_names_in_other_case"] = Understood(null, "AWS"),
        ["store_name_in_other_case"] = Understood("desktop", "desktop-user"),
        ["indented_with_spaces_crlf"] = Understood(null, null),
        ["plugins_and_proxies"] = Understood(null, null),
        ["unknown_members_and_numbers"] = Understood(null, null),
        ["identity_token"] = Understood(null, "an identity token"),
        ["registry_token"] = Understood(null, "an access token"),
        ["user_name_and_password"] = Understood(null, "AWS"),
        ["stale_login_under_store"] = Understood("desktop", "desktop-user"),
        ["podman_auth"] = Understood(null, "AWS"),
        ["duplicate_in_unrelated_member"] = Understood(null, null),
        ["refused_trailing_comma_in_object"] = Refused("10:3"),
        ["refused_second_document"] = RefusedButReadByDocker("7:1"),
        ["refused_second_document_on_line_one"] = RefusedButReadByDocker("1:26"),
        ["refused_text_after_document"] = RefusedButReadByDocker("2:1"),
        ["refused_line_comment"] = Refused("2:3"),
        ["refused_block_comment"] = Refused("2:16"),
        ["refused_hash_comment"] = Refused("1:1"),
        ["refused_trailing_comma_in_list"] = Refused("1:30"),
        ["refused_truncated"] = Refused("3:14"),
        ["refused_truncated_string"] = Refused("3:3"),
        ["refused_single_quotes"] = Refused("1:2"),
        ["refused_unquoted_name"] = Refused("1:2"),
        ["refused_missing_value"] = Refused("1:21"),
        ["refused_list"] = Refused("1:1"),
        ["refused_string_document"] = Refused("1:1"),
        ["refused_yaml"] = Refused("1:1"),
        ["refused_html"] = Refused("1:1"),
        ["refused_auths_list"] = Refused("2:12"),
        ["refused_auths_entry_string"] = Refused("1:21"),
        ["refused_auth_number"] = Refused("2:19"),
        ["refused_helpers_list"] = Refused("1:16"),
        ["refused_helper_object"] = Refused("1:67"),
        ["refused_store_boolean"] = Refused("1:15"),
        ["refused_duplicate_auths"] = RefusedButReadByDocker("2:2"),
        ["refused_duplicate_in_other_case"] = RefusedButReadByDocker("2:2"),
        ["refused_duplicate_helper"] = RefusedButReadByDocker("1:71"),
        ["refused_duplicate_unknown_member"] = RefusedButReadByDocker("1:8"),
        ["refused_lone_surrogate_value"] = RefusedButReadByDocker("1:15"),
        ["refused_lone_surrogate_name"] = RefusedButReadByDocker("1:11"),
        ["refused_lone_surrogate_elsewhere"] = Refused("1:22"),
        ["refused_not_utf8"] = RefusedButReadByDocker("1:25"),
        ["refused_byte_order_mark"] = Refused("1:1"),
        ["refused_utf16_little_endian"] = Refused("1:1"),
        ["refused_utf16_big_endian_no_mark"] = Refused("1:1"),
        ["refused_nested_too_deep"] = RefusedButReadByDocker(null),
        ["refused_binary"] = Refused("1:1"),
    };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("berth-config-");

    public static TheoryData<string> Understandable { get; } = [.. Shapes.Where(shape => !shape.Key.StartsWith("refused_", StringComparison.Ordinal)).Select(shape => shape.Key)];

    public static TheoryData<string> Broken { get; } = [.. Shapes.Keys.Where(name => name.StartsWith("refused_", StringComparison.Ordinal))];

    private static string Source => Path.Combine(AppContext.BaseDirectory, "Configuration", "DockerConfigurations");

    private string ConfigPath => Path.Combine(folder.FullName, "config.json");

    [Fact]
    public void Shapes_AreExactlyTheFiles() =>
        Assert.Equal(Directory.EnumerateFiles(Source).Select(Path.GetFileNameWithoutExtension).Order(), Shapes.Keys.Order());

    [Theory]
    [MemberData(nameof(Understandable))]
    public async Task Login_InAnUnderstoodFile_IsStoredWhereDockerLooks(string name)
    {
        var config = Place(name);

        var result = await config.SetLoginAsync(Ecr, "AWS", Password, Cancellation);

        Assert.Equal(Shapes[name].Helper, result.Helper);
        var found = await FindAsync();
        if (result.Helper is { } helper)
        {
            Assert.Equal($$"""{"ServerURL":"{{Ecr}}","Username":"AWS","Secret":"pass:word"}""", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "stored-" + helper), Cancellation));
            Assert.DoesNotContain("auth\":", await File.ReadAllTextAsync(ConfigPath, Cancellation), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(Shapes[name].Found, found?.UserName);
        }
        else
        {
            // A file with a token of another kind under the same key is replaced by the login.
            Assert.Equal(("AWS", "pass:word"), (found?.UserName, found?.Password?.Reveal()));
        }
    }

    [Theory]
    [MemberData(nameof(Understandable))]
    public async Task Helper_SetAndRemoved_LeavesTheFileByteForByteAndRestoresTheFormer(string name)
    {
        var config = Place(name);
        var before = await File.ReadAllBytesAsync(ConfigPath, Cancellation);
        var former = FormerHelper(name);

        var set = await config.SetHelperAsync([Ecr], OwnHelper, Cancellation);
        Assert.True(set.IsChanged);
        Assert.Equal(former, set.OtherHelpers.GetValueOrDefault(Ecr));
        Assert.Equal(OwnHelper, await config.FindHelperAsync(Ecr, Cancellation));
        Assert.False((await config.SetHelperAsync([Ecr], OwnHelper, Cancellation)).IsChanged);

        var removed = await config.RemoveHelperAsync([Ecr], OwnHelper, Cancellation);

        Assert.Equal(former, removed.OtherHelpers.GetValueOrDefault(Ecr));
        Assert.Equal(Shapes[name].Helper, await config.FindHelperAsync(Ecr, Cancellation));
        var after = await File.ReadAllBytesAsync(ConfigPath, Cancellation);
        if (before.AsSpan().Contains((byte)'{') && name != "null_members")
        {
            Assert.Equal(Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(after));
        }

        Assert.Equal(["config.json"], Directory.EnumerateFiles(folder.FullName, "*.json").Select(Path.GetFileName));
    }

    [Theory]
    [MemberData(nameof(Understandable))]
    public async Task Find_InAnUnderstoodFile_FindsWhatDockerFinds(string name)
    {
        Place(name);

        var found = await FindAsync();

        Assert.Equal(Shapes[name].Found, found?.UserName ?? found?.ToString());
    }

    [Theory]
    [MemberData(nameof(Understandable))]
    public async Task RemoveHelper_ThatIsNotSet_ChangesNothing(string name)
    {
        var config = Place(name);
        var before = await File.ReadAllBytesAsync(ConfigPath, Cancellation);

        Assert.False((await config.RemoveHelperAsync([Ecr], OwnHelper, Cancellation)).IsChanged);

        Assert.Equal(before, await File.ReadAllBytesAsync(ConfigPath, Cancellation));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task EachOperation_OnAFileThatIsNotUnderstood_NamesThePlaceAndChangesNothing(string name)
    {
        var config = Place(name);
        var before = await File.ReadAllBytesAsync(ConfigPath, Cancellation);
        var faults = new List<CredentialException>
        {
            await Assert.ThrowsAsync<CredentialException>(() => config.SetLoginAsync(Ecr, "AWS", Password, Cancellation)),
            await Assert.ThrowsAsync<CredentialException>(() => config.RemoveLoginAsync(Ecr, Cancellation)),
            await Assert.ThrowsAsync<CredentialException>(() => config.SetHelperAsync([Ecr], OwnHelper, Cancellation)),
            await Assert.ThrowsAsync<CredentialException>(() => config.RemoveHelperAsync([Ecr], OwnHelper, Cancellation)),
            await Assert.ThrowsAsync<CredentialException>(() => config.FindHelperAsync(Ecr, Cancellation)),
            await Assert.ThrowsAsync<CredentialException>(FindAsync),
        };

        Assert.Single(faults.Select(fault => fault.Message).Distinct());
        Assert.Contains($"{ConfigPath}:{Shapes[name].FaultAt ?? "1:"}", faults[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("YTpi", faults[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(ConfigPath, Cancellation));
        Assert.Equal(["config.json"], Directory.EnumerateFiles(folder.FullName, "*config*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task DockersClient_ReadsEachFileAsStated()
    {
        var docker = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(path => Path.Combine(path, "docker")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(docker is null, "docker's client is not installed");
        foreach (var (name, shape) in Shapes)
        {
            Place(name);
            using var process = Process.Start(new ProcessStartInfo(docker!, ["--config", folder.FullName, "context", "ls"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync(Cancellation);
            var errors = await process.StandardError.ReadToEndAsync(Cancellation);
            await output;
            await process.WaitForExitAsync(Cancellation);
            Assert.True(shape.IsReadByDocker == !errors.Contains("parsing config file", StringComparison.Ordinal), $"{name}: {errors}");
        }
    }

    [Fact]
    public async Task Login_WithAHelperThatFails_IsRefusedAndNamesTheRemedy()
    {
        var config = Place("docker_desktop");
        var before = await File.ReadAllBytesAsync(ConfigPath, Cancellation);
        WriteHelper("desktop", "echo 'the keychain is locked'; exit 1");

        var fault = await Assert.ThrowsAsync<CredentialException>(() => config.SetLoginAsync(Ecr, "AWS", Password, Cancellation));

        Assert.Contains("docker-credential-desktop", fault.Message, StringComparison.Ordinal);
        Assert.Contains("the keychain is locked", fault.Message, StringComparison.Ordinal);
        Assert.Contains("berth config docker", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass:word", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(ConfigPath, Cancellation));
    }

    [Fact]
    public async Task Login_WithAHelperThatIsNotInstalled_IsRefused()
    {
        await File.WriteAllTextAsync(ConfigPath, """{"credsStore":"absent"}""", Cancellation);

        var fault = await Assert.ThrowsAsync<CredentialException>(() => Config().SetLoginAsync(Ecr, "AWS", Password, Cancellation));

        Assert.Contains("cannot be run", fault.Message, StringComparison.Ordinal);
        Assert.Equal("""{"credsStore":"absent"}""", await File.ReadAllTextAsync(ConfigPath, Cancellation));
    }

    [Fact]
    public async Task RemoveHelper_WithABrokenRecord_ChangesNothing()
    {
        var config = Place("credential_helper_ecr_login");
        await config.SetHelperAsync([Ecr], OwnHelper, Cancellation);
        var before = await File.ReadAllBytesAsync(ConfigPath, Cancellation);
        var record = Path.Combine(folder.FullName, "berth-replaced-helpers.json");
        await File.WriteAllTextAsync(record, "{\n,", Cancellation);

        var fault = await Assert.ThrowsAsync<CredentialException>(() => config.RemoveHelperAsync([Ecr], OwnHelper, Cancellation));

        Assert.Contains(record + ":2:", fault.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(ConfigPath, Cancellation));
    }

    [Fact]
    public async Task SetHelper_AfterTheOtherHelperWasRemovedByHand_ForgetsTheRecord()
    {
        var config = Place("credential_helper_ecr_login");
        await config.SetHelperAsync([Ecr], OwnHelper, Cancellation);
        await File.WriteAllTextAsync(ConfigPath, "{}", Cancellation);
        await config.SetHelperAsync([Ecr], OwnHelper, Cancellation);

        await config.RemoveHelperAsync([Ecr], OwnHelper, Cancellation);

        Assert.Null(await config.FindHelperAsync(Ecr, Cancellation));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static DockerConfigurationShape Understood(string? helper, string? found) => new(true, null, helper, found);

    private static DockerConfigurationShape Refused(string? faultAt) => new(false, faultAt, null, null);

    private static DockerConfigurationShape RefusedButReadByDocker(string? faultAt) => new(true, faultAt, null, null);

    /// <summary>The helper that <c>credHelpers</c> names for the registry, which is what Berth's own replaces; a store stays in place.</summary>
    private static string? FormerHelper(string name) => name switch
    {
        "credential_helper_ecr_login" or "helper_before_store" => "ecr-login",
        "empty_helper_hides_store" => string.Empty,
        _ => null,
    };

    private DockerConfigFile Config() => new(ConfigPath, null, null, folder.FullName);

    private DockerConfigFile Place(string name)
    {
        File.Copy(Path.Combine(Source, name + ".json"), ConfigPath, overwrite: true);
        foreach (var helper in (string[])["desktop", "osxkeychain", "ecr-login", "pass", "gcloud"])
        {
            var stored = Path.Combine(folder.FullName, "stored-" + helper);
            WriteHelper(helper, $$"""if [ "$1" = store ]; then cat >'{{stored}}'; else cat >/dev/null; echo '{"Username":"{{helper}}-user","Secret":"s"}'; fi""");
        }

        return Config();
    }

    private Task<DockerLogin?> FindAsync() => new DockerCredentials([ConfigPath], null, folder.FullName).FindAsync(Ecr, null, Cancellation);

    private void WriteHelper(string name, string script)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the helpers of these tests are shell scripts");
            return;
        }

        var path = Path.Combine(folder.FullName, "docker-credential-" + name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
