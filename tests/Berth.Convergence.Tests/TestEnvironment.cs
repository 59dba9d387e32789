using System.Runtime.CompilerServices;

namespace Berth.Convergence.Tests;

/// <summary>Isolates these tests from the AWS settings of the machine, and allows one attempt for each call.</summary>
internal static class TestEnvironment
{
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

        var nowhere = Path.Combine(Path.GetTempPath(), "berth-no-aws-settings");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", nowhere);
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", nowhere);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_MAX_ATTEMPTS", "1");
    }
}
