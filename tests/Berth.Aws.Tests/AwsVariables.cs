using Amazon.Runtime.Internal;

namespace Berth.Aws.Tests;

/// <summary>Sets variables of the environment that the AWS SDK reads, and restores them. Tests that use it must run alone.</summary>
internal sealed class AwsVariables : IDisposable
{
    private readonly Dictionary<string, string?> before = [];

    public void Set(string name, string? value)
    {
        before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
        FallbackInternalConfigurationFactory.Reset();
    }

    public void SetKeys(string accessKey)
    {
        Set("AWS_ACCESS_KEY_ID", accessKey);
        Set("AWS_SECRET_ACCESS_KEY", "environment-secret");
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        FallbackInternalConfigurationFactory.Reset();
    }
}
