using Berth.Emulator.Access.Policies;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>
/// The matrix. What is expected is what IAM documents, not what the emulator does:
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html and the pages below it.
/// </summary>
internal static class AccessCases
{
    private const string Get = "ecr:BatchGetImage";
    private const string Token = "ecr:GetAuthorizationToken";
    private const string PushAndPull =
        "ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:BatchCheckLayerAvailability ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload ecr:PutImage";

    private static readonly string A = Policy.Repository("projects/a");
    private static readonly string B = Policy.Repository("projects/b");
    private static readonly string OtherA = Policy.Repository("projects/a", Other);

    public static IReadOnlyDictionary<string, AccessCase> All { get; } =
        new[] { IdentityAlone(), Conditions(), Sessions(), RepositoryPolicies(), OtherAccounts() }
            .SelectMany(cases => cases)
            .ToDictionary(access => access.Name);

    private static IEnumerable<AccessCase> IdentityAlone() =>
    [
        new("nothing allows", AccessReason.NoIdentityPolicy),
        new("nothing allows, registry", AccessReason.NoIdentityPolicy) { Protocol = Protocol.Registry },
        new("the very repository", AccessReason.Allowed) { Identity = Document(Allow(Get, A)) },
        new("the very repository, registry", AccessReason.Allowed) { Identity = Document(Allow(Get, A)), Protocol = Protocol.Registry },
        new("another repository", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, B)) },
        new("another repository, registry", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, B)), Protocol = Protocol.Registry },
        new("wildcard in the resource", AccessReason.Allowed) { Identity = Document(Allow(Get, Policy.Repository("projects/*"))) },
        new("one-letter wildcard in the resource", AccessReason.Allowed) { Identity = Document(Allow(Get, Policy.Repository("projects/?"))) },
        new("resource with another letter case", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, Policy.Repository("projects/A"))) },
        new("wildcard in the action", AccessReason.Allowed) { Identity = Document(Allow("ecr:Batch*", A)) },
        new("wildcard in the action that does not fit", AccessReason.NoIdentityPolicy) { Identity = Document(Allow("ecr:Batch*", A)), Action = "ecr:PutImage" },
        new("action in another letter case", AccessReason.Allowed) { Identity = Document(Allow("ECR:batchgetimage", A)) },
        new("action of another service", AccessReason.NoIdentityPolicy) { Identity = Document(Allow("s3:*", "*")) },
        new("pull does not allow the tags list", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, A)), Action = "ecr:ListImages", Protocol = Protocol.Registry },
        new("deny over allow", AccessReason.DeniedByIdentityPolicy) { Identity = Document(Allow("ecr:*"), Deny(Get, A)) },
        new("deny over allow, registry", AccessReason.DeniedByIdentityPolicy) { Identity = Document(Allow("ecr:*"), Deny(Get, A)), Protocol = Protocol.Registry },
        new("deny before allow", AccessReason.DeniedByIdentityPolicy) { Identity = Document(Deny(Get, A), Allow("ecr:*")) },
        new("deny of another repository", AccessReason.Allowed) { Identity = Document(Allow("ecr:*"), Deny(Get, B)) },
        new("all actions but another", AccessReason.Allowed) { Identity = Document(AllowAllBut("ecr:DeleteRepository")) },
        new("all actions but this", AccessReason.NoIdentityPolicy) { Identity = Document(AllowAllBut("ecr:DeleteRepository")), Action = "ecr:DeleteRepository" },
        new("all resources but another", AccessReason.Allowed) { Identity = Document(AllowOutside(Get, B)) },
        new("all resources but this", AccessReason.NoIdentityPolicy) { Identity = Document(AllowOutside(Get, A)) },
        new("deny outside another repository", AccessReason.DeniedByIdentityPolicy) { Identity = Document(Allow("ecr:*"), DenyOutside("ecr:*", B)) },
        new("the repository of that name in another region", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, Policy.Repository("projects/a", Home, "eu-west-1"))) },
        new("the repository of that name in another account", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, OtherA)) },
        new("the repository of that name in another account, registry", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, OtherA)), Protocol = Protocol.Registry },
        new("token on everything", AccessReason.Allowed) { Identity = Document(Allow(Token)), Action = Token },
        new("token on a repository", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Token, A)), Action = Token },
        new("list all repositories", AccessReason.Allowed) { Identity = Document(Allow("ecr:DescribeRepositories", Policy.Repository("*"))), Action = "ecr:DescribeRepositories", RepositoryName = "*" },
        new("list all repositories, some allowed", AccessReason.NoIdentityPolicy) { Identity = Document(Allow("ecr:DescribeRepositories", Policy.Repository("projects/*"))), Action = "ecr:DescribeRepositories", RepositoryName = "*" },
        new("catalog, some allowed", AccessReason.NoIdentityPolicy) { Identity = Document(Allow("ecr:DescribeRepositories", Policy.Repository("projects/*"))), Action = "ecr:DescribeRepositories", RepositoryName = "*", Protocol = Protocol.Registry },
    ];

    private static IEnumerable<AccessCase> Conditions() =>
    [
        new("resource tag equals", AccessReason.Allowed) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "red"))), Team = "red" },
        new("resource tag equals, registry", AccessReason.Allowed) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "aws:ResourceTag/team", "red"))), Team = "red", Protocol = Protocol.Registry },
        new("resource tag differs", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "red"))), Team = "blue" },
        new("resource tag differs in letter case", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "red"))), Team = "Red" },
        new("resource tag absent", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "red"))) },
        new("key in another letter case", AccessReason.Allowed) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "ECR:resourcetag/team", "red"))), Team = "red" },
        new("one of several values", AccessReason.Allowed) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "blue", "red"))), Team = "red" },
        new("like takes wildcards", AccessReason.Allowed) { Identity = Document(Allow(Get, "*", when: When("StringLike", "ecr:ResourceTag/team", "r*"))), Team = "red" },
        new("equals takes no wildcards", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "r*"))), Team = "red" },
        new("all conditions must hold", AccessReason.NoIdentityPolicy)
        {
            Identity = Document(Allow(Get, "*", when: """{"StringEquals":{"ecr:ResourceTag/team":"red","aws:username":"other"}}""")),
            Team = "red",
        },
        new("deny whose condition does not hold", AccessReason.Allowed) { Identity = Document(Allow(Get), Deny(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "blue"))), Team = "red" },
        new("deny whose condition holds", AccessReason.DeniedByIdentityPolicy) { Identity = Document(Allow(Get), Deny(Get, "*", when: When("StringEquals", "ecr:ResourceTag/team", "red"))), Team = "red" },
        new("the caller's tag in the resource", AccessReason.Allowed) { Identity = Document(Allow(Get, Policy.Repository("projects/${aws:PrincipalTag/project}"))) },
        new("the caller's tag in the resource, another's repository", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, Policy.Repository("projects/${aws:PrincipalTag/project}"))), RepositoryName = "projects/b" },
        new("a tag in the resource that the caller has not", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, Policy.Repository("projects/${aws:PrincipalTag/absent}"))) },
        new("the region asked for", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, "*", when: When("StringEquals", "aws:RequestedRegion", "eu-west-1"))) },
    ];

    private static IEnumerable<AccessCase> Sessions() =>
    [
        new("session without a policy", AccessReason.Allowed) { IsSession = true, Identity = Document(Allow("ecr:*")) },
        new("session without a policy, registry", AccessReason.Allowed) { IsSession = true, Identity = Document(Allow("ecr:*")), Protocol = Protocol.Registry },
        new("session policy allows too", AccessReason.Allowed) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, A)) },
        new("session policy allows too, registry push", AccessReason.Allowed) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, A)), Action = "ecr:InitiateLayerUpload", Protocol = Protocol.Registry },
        new("session policy is silent", AccessReason.NoSessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, B)) },
        new("session policy is silent, registry push", AccessReason.NoSessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, B)), Action = "ecr:InitiateLayerUpload", Protocol = Protocol.Registry },
        new("session policy is silent about the tags list", AccessReason.NoSessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, A)), Action = "ecr:ListImages", Protocol = Protocol.Registry },
        new("session policy is silent about the catalog", AccessReason.NoSessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, A)), Action = "ecr:DescribeRepositories", RepositoryName = "*", Protocol = Protocol.Registry },
        new("session policy is silent about deletion", AccessReason.NoSessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, A)), Action = "ecr:DeleteRepository" },
        new("session policy is silent about the lifecycle policy", AccessReason.NoSessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, A)), Action = "ecr:PutLifecyclePolicy" },
        new("session policy is silent about the token", AccessReason.NoSessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow(PushAndPull, A)), Action = Token },
        new("session policy does not grant", AccessReason.NoIdentityPolicy) { Identity = Document(Allow(Get, B)), Session = Document(Allow("ecr:*")) },
        new("session policy denies", AccessReason.DeniedBySessionPolicy) { Identity = Document(Allow("ecr:*")), Session = Document(Allow("ecr:*"), Deny(Get, A)) },
        new("role denies what the session policy allows", AccessReason.DeniedByIdentityPolicy) { Identity = Document(Allow("ecr:*"), Deny(Get, A)), Session = Document(Allow("ecr:*")) },
    ];

    private static IEnumerable<AccessCase> RepositoryPolicies() =>
    [
        new("names the user", AccessReason.Allowed) { Repository = Document(Allow(Get, null, User)) },
        new("names the user, registry", AccessReason.Allowed) { Repository = Document(Allow(Get, null, User)), Protocol = Protocol.Registry },
        new("names the user for another action", AccessReason.NoIdentityPolicy) { Repository = Document(Allow("ecr:PutImage", null, User)) },
        new("names another user", AccessReason.NoIdentityPolicy) { Repository = Document(Allow(Get, null, User + "2")) },
        new("names the account, which leaves it to identity policies", AccessReason.NoIdentityPolicy) { Repository = Document(Allow(Get, null, $"arn:aws:iam::{Home}:root")) },
        new("names the account, and an identity policy allows", AccessReason.Allowed) { Repository = Document(Allow(Get, null, Home)), Identity = Document(Allow(Get)) },
        new("names everybody", AccessReason.Allowed) { Repository = Document(Allow(Get, null, "*")) },
        new("names everybody of a tag", AccessReason.Allowed) { Repository = Document(Allow(Get, null, "*", When("StringEquals", "aws:PrincipalTag/project", "a"))) },
        new("names everybody of another tag", AccessReason.NoIdentityPolicy) { Repository = Document(Allow(Get, null, "*", When("StringEquals", "aws:PrincipalTag/project", "b"))) },
        new("names the role", AccessReason.Allowed) { IsSession = true, Repository = Document(Allow(Get, null, Role)) },
        new("names the role, registry", AccessReason.Allowed) { IsSession = true, Repository = Document(Allow(Get, null, Role)), Protocol = Protocol.Registry },
        new("names another role", AccessReason.NoIdentityPolicy) { IsSession = true, Repository = Document(Allow(Get, null, Role + "2")) },
        new("names the role, and the session policy is silent", AccessReason.NoSessionPolicy) { Session = Document(Allow(Get, B)), Repository = Document(Allow(Get, null, Role)) },
        new("names the very session, and the session policy is silent", AccessReason.Allowed) { Session = Document(Allow(Get, B)), Repository = Document(Allow(Get, null, Session)) },
        new("names the very session, and the session policy denies", AccessReason.DeniedBySessionPolicy) { Session = Document(Deny(Get, A)), Repository = Document(Allow(Get, null, Session)) },
        new("denies the role", AccessReason.DeniedByResourcePolicy) { IsSession = true, Identity = Document(Allow("ecr:*")), Repository = Document(Deny(Get, null, Role)) },
        new("denies the account", AccessReason.DeniedByResourcePolicy) { Identity = Document(Allow("ecr:*")), Repository = Document(Deny(Get, null, Home)) },
        new("denies everybody like another", AccessReason.Allowed) { Identity = Document(Allow("ecr:*")), Repository = Document(Deny(Get, null, "*", When("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/other*"))) },
        new("denies everybody like the user", AccessReason.DeniedByResourcePolicy) { Identity = Document(Allow("ecr:*")), Repository = Document(Deny(Get, null, "*", When("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::*:user/call*"))), Protocol = Protocol.Registry },
        new("speaks of another resource", AccessReason.NoIdentityPolicy) { Repository = Document(Allow(Get, B, User)) },
        new("names a service", AccessReason.NoIdentityPolicy) { Repository = Document(Allow(Get, null, "lambda.amazonaws.com")) },
    ];

    private static IEnumerable<AccessCase> OtherAccounts() =>
    [
        new("other account: identity alone", AccessReason.NoResourcePolicy) { Owner = Other, Identity = Document(Allow("ecr:*")) },
        new("other account: identity alone, registry", AccessReason.NoResourcePolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Protocol = Protocol.Registry },
        new("other account: repository policy alone", AccessReason.NoIdentityPolicy) { Owner = Other, Repository = Document(Allow(Get, null, User)) },
        new("other account: everybody alone", AccessReason.NoIdentityPolicy) { Owner = Other, Repository = Document(Allow(Get, null, "*")) },
        new("other account: both, by account", AccessReason.Allowed) { Owner = Other, Identity = Document(Allow(Get, OtherA)), Repository = Document(Allow(Get, null, Home)) },
        new("other account: both, by account, registry", AccessReason.Allowed) { Owner = Other, Identity = Document(Allow(Get, OtherA)), Repository = Document(Allow(Get, null, Home)), Protocol = Protocol.Registry },
        new("other account: both, by role", AccessReason.Allowed) { Owner = Other, IsSession = true, Identity = Document(Allow(Get, OtherA)), Repository = Document(Allow(Get, null, Role)), Protocol = Protocol.Registry },
        new("other account: identity for the same name at home", AccessReason.NoIdentityPolicy) { Owner = Other, Identity = Document(Allow("ecr:*", A)), Repository = Document(Allow(Get, null, Home)) },
        new("other account: repository policy for pull, push asked", AccessReason.NoResourcePolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Repository = Document(Allow(Get, null, Home)), Action = "ecr:InitiateLayerUpload", Protocol = Protocol.Registry },
        new("other account: identity for pull, push asked", AccessReason.NoIdentityPolicy) { Owner = Other, Identity = Document(Allow(Get)), Repository = Document(Allow("ecr:*", null, Home)), Action = "ecr:InitiateLayerUpload", Protocol = Protocol.Registry },
        new("other account: names its own account", AccessReason.NoResourcePolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Repository = Document(Allow("ecr:*", null, Other)) },
        new("other account: session policy is silent", AccessReason.NoSessionPolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Session = Document(Allow(Get, A)), Repository = Document(Allow(Get, null, Home)) },
        new("other account: session policy allows", AccessReason.Allowed) { Owner = Other, Identity = Document(Allow("ecr:*")), Session = Document(Allow(Get, OtherA)), Repository = Document(Allow(Get, null, Home)) },
        new("other account: names the very session, whose policy is silent", AccessReason.NoSessionPolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Session = Document(Allow(Get, A)), Repository = Document(Allow(Get, null, Session)) },
        new("other account: repository policy denies", AccessReason.DeniedByResourcePolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Repository = Document(Allow("ecr:*", null, "*"), Deny(Get, null, Home)), Protocol = Protocol.Registry },
        new("other account: identity denies", AccessReason.DeniedByIdentityPolicy) { Owner = Other, Identity = Document(Allow("ecr:*"), Deny(Get, OtherA)), Repository = Document(Allow("ecr:*", null, Home)) },
        new("other account: everybody of the organization", AccessReason.Allowed) { Owner = Other, Identity = Document(Allow("ecr:*")), Repository = Document(Allow(Get, null, "*", When("StringEquals", "aws:PrincipalOrgID", "o-example"))) },
        new("other account: everybody of another organization", AccessReason.NoResourcePolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Repository = Document(Allow(Get, null, "*", When("StringEquals", "aws:PrincipalOrgID", "o-other"))) },
        new("other account: everybody of this account", AccessReason.Allowed) { Owner = Other, Identity = Document(Allow("ecr:*")), Repository = Document(Allow(Get, null, "*", When("StringEquals", "aws:PrincipalAccount", Home))), Protocol = Protocol.Registry },
        new("other account: create a repository there", AccessReason.NoResourcePolicy) { Owner = Other, Identity = Document(Allow("ecr:*")), Action = "ecr:CreateRepository" },
    ];
}
