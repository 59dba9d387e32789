using System.Runtime.CompilerServices;

namespace Berth.Aws.Tests;

/// <summary>
/// Keeps these tests away from whatever AWS settings the machine has. The SDK reads where its files are once in a process, hence before
/// any test.
/// </summary>
internal static class TestEnvironment
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("berth-aws-").FullName;

    /// <summary>Gets the path of a file with an OIDC token, as a pod or a workflow has one.</summary>
    public static string WebIdentityToken { get; } = Path.Combine(Folder, "token");

    /// <summary>Gets the files of the profile <c>process</c>: its process hangs while the first exists, and creates the second when it starts.</summary>
    public static (string HangFile, string StartedFile) CredentialProcess { get; } = (Path.Combine(Folder, "hang"), Path.Combine(Folder, "started"));

    [ModuleInitializer]
    internal static void Isolate()
    {
        foreach (string variable in Environment.GetEnvironmentVariables().Keys)
        {
            if (variable.StartsWith("AWS_", StringComparison.Ordinal))
            {
                Environment.SetEnvironmentVariable(variable, null);
            }
        }

        var config = Path.Combine(Folder, "config");
        var process = Path.Combine(Folder, "process.sh");
        File.WriteAllText(
            process,
            $$"""
            touch '{{CredentialProcess.StartedFile}}'
            while [ -e '{{CredentialProcess.HangFile}}' ]; do sleep 0.1; done
            echo '{"Version":1,"AccessKeyId":"AKIDPROCESS","SecretAccessKey":"s"}'
            """);
        File.WriteAllText(
            config,
            $"""
            [profile process]
            credential_process = sh {process}

            [profile sso-signed-out]
            sso_session = signed-out
            sso_account_id = 123456789012
            sso_role_name = deployer

            [sso-session signed-out]
            sso_region = eu-central-1
            sso_start_url = https://signed-out.awsapps.com/start
            sso_registration_scopes = sso:account:access

            [profile through-sso]
            role_arn = arn:aws:iam::123456789012:role/from-profile
            source_profile = sso-signed-out
            region = eu-central-1

            [profile of-config]
            aws_access_key_id = AKIDPROFILE
            aws_secret_access_key = profile-secret
            endpoint_url = https://profile.example/
            services = mine

            [profile plain]
            aws_access_key_id = AKIDPLAIN
            aws_secret_access_key = plain-secret

            [profile chained]
            role_arn = arn:aws:iam::123456789012:role/from-profile
            source_profile = plain
            region = eu-central-1

            [profile sso]
            sso_session = corp
            sso_account_id = 123456789012
            sso_role_name = deployer

            [sso-session corp]
            sso_region = eu-central-1
            sso_start_url = https://corp.awsapps.com/start
            sso_registration_scopes = sso:account:access

            [services mine]
            ecr =
              endpoint_url = https://ecr-of-services.example/
            """);
        File.WriteAllText(WebIdentityToken, "oidc-token");

        // What `aws sso login` leaves behind, under the SHA-1 of the session's name.
        var cache = Directory.CreateDirectory(Path.Combine(Folder, ".aws", "sso", "cache")).FullName;
        File.WriteAllText(
            Path.Combine(cache, "ee0bfd2552fbd840c02cc48b6e823320543c450f.json"),
            """{"startUrl":"https://corp.awsapps.com/start","region":"eu-central-1","accessToken":"sso-token","expiresAt":"2099-01-01T00:00:00Z"}""");
        Environment.SetEnvironmentVariable("HOME", Folder);
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", config);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(Folder, "credentials"));
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
}
