using Berth.Names;

namespace Berth.Credentials;

/// <summary>The policy that narrows a role's session to one repository. A session may do what both this policy and the role's own allow.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session"/>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html"/>
public static class SessionPolicy
{
    private static readonly string[] Pull = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

    private static readonly string[] Push =
        ["ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"];

    /// <summary>Returns the actions that an access takes on its repository.</summary>
    /// <param name="access">The access.</param>
    /// <returns>The actions.</returns>
    public static IReadOnlyList<string> ActionsOf(ScopedAccess access) => access == ScopedAccess.Pull ? Pull : [.. Pull, .. Push];

    /// <summary>Returns the policy of a session for one repository.</summary>
    /// <param name="repository">The repository's ARN.</param>
    /// <param name="access">What the session may do with it.</param>
    /// <param name="cacheRepository">The ARN of the repository for the build cache, which gets the same access, or <see langword="null"/> for no such repository.</param>
    /// <returns>The policy as JSON on one line, shorter than the 2,048 characters that STS accepts.</returns>
    public static string For(Arn repository, ScopedAccess access, Arn? cacheRepository = null)
    {
        ArgumentNullException.ThrowIfNull(repository);
        Arn[] repositories = cacheRepository is null ? [repository] : [repository, cacheRepository];
        return PolicyStatement.Document(
            [
                new PolicyStatement(["ecr:GetAuthorizationToken"], "*"),
                .. repositories.Select(one => new PolicyStatement(ActionsOf(access), one.ToString())),
            ]);
    }
}
