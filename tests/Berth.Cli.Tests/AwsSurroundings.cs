using System.Runtime.CompilerServices;

namespace Berth.Cli.Tests;

/// <summary>Keeps the AWS SDK in this process from files and services of the machine.</summary>
internal static class AwsSurroundings
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "a-secret-of-the-tests");
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_MAX_ATTEMPTS", "1");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", "/nonexistent/config");
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials");

        // A test that gives no endpoint reaches nothing.
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    }
}
