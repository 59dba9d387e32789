using System.Runtime.CompilerServices;

namespace Berth.Aws.Tests;

/// <summary>
/// Keeps these tests away from whatever AWS settings the machine has. The SDK reads where its files are once in a process, hence before
/// any test.
/// </summary>
internal static class TestEnvironment
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("berth-aws-").FullName;

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
        File.WriteAllText(
            config,
            """
            [profile of-config]
            aws_access_key_id = AKIDPROFILE
            aws_secret_access_key = profile-secret
            endpoint_url = https://profile.example/
            services = mine

            [profile plain]
            aws_access_key_id = AKIDPLAIN
            aws_secret_access_key = plain-secret

            [services mine]
            ecr =
              endpoint_url = https://ecr-of-services.example/
            """);
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", config);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(Folder, "credentials"));
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
    }
}
