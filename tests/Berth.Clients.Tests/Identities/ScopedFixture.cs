namespace Berth.Clients.Tests.Identities;

/// <summary>
/// A guarded emulator with the repositories of two deployments, and credentials that the first deployment's build was given: a session of
/// the push role, narrowed to its repository.
/// </summary>
public sealed class ScopedFixture : IAsyncLifetime
{
    internal const string A = "deployments/proj-a";
    internal const string B = "deployments/proj-b";

    internal const string SessionPolicy = $$"""
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*" },
            {
              "Effect": "Allow",
              "Action": [
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:GetDownloadUrlForLayer",
                "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"
              ],
              "Resource": "arn:aws:ecr:us-east-1:{{GuardedEmulator.Home}}:repository/{{A}}"
            }
          ]
        }
        """;

    internal GuardedEmulator Guarded { get; private set; } = null!;

    /// <summary>The deployment's keys.</summary>
    internal Credentials Scoped { get; private set; } = null!;

    /// <summary>The auth file with the deployment's registry token.</summary>
    internal string Login { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Guarded = await GuardedEmulator.StartAsync();
        foreach (var repository in new[] { A, B })
        {
            await Guarded.AwsJsonAsync(GuardedEmulator.Platform, "ecr", "create-repository", "--repository-name", repository);
        }

        (await Guarded.PushAsync(await Guarded.LoginAsync(GuardedEmulator.Platform), B, "v1")).Succeeded();
        Scoped = await Guarded.AssumeAsync(GuardedEmulator.Platform, GuardedEmulator.PushRole, SessionPolicy);
        Login = await Guarded.LoginAsync(Scoped);
    }

    public async ValueTask DisposeAsync() => await Guarded.DisposeAsync();
}
