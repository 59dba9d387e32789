using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Berth.Emulator.Access.Policies;
using Berth.Names;
using CsCheck;

namespace Berth.Emulator.Tests.Access.Policies;

/// <summary>What holds of every evaluation, whatever the documents.</summary>
public sealed class EvaluationProperties
{
    private static readonly Gen<string> Action = Gen.OneOf("ecr:PutImage", "ecr:BatchGetImage", "ecr:Batch*", "ecr:*", "*");

    private static readonly Gen<string> Resource = Gen.OneOf(
        "*", "arn:aws:ecr:*:111111111111:repository/a", "arn:aws:ecr:*:*:repository/*", "arn:aws:ecr:us-east-1:222222222222:repository/a");

    private static readonly Gen<string> Principal = Gen.OneOf(
        "*", Policy.Home, Policy.Other, Policy.Role, Policy.User, Policy.Session, "lambda.amazonaws.com");

    private static readonly Gen<string> Statement = Gen.Select(
        Gen.Bool, Action, Resource, (isAllow, action, resource) => isAllow ? Policy.Allow(action, resource) : Policy.Deny(action, resource));

    private static readonly Gen<string> ResourceStatement = Gen.Select(
        Gen.Bool, Action, Principal, (isAllow, action, principal) => isAllow ? Policy.Allow(action, null, principal) : Policy.Deny(action, null, principal));

    private static readonly Gen<string[]> Statements = Statement.Array[1, 4];

    private static readonly Gen<(string[] Identity, string[] Session, string[] Resource, bool IsOther)> Setting =
        Gen.Select(Statements, Statements, ResourceStatement.Array[1, 4], Gen.Bool);

    [Fact]
    public void Decide_WithADenyMore_AllowsNothingMore() => Gen.Select(Setting, Statement).Sample(
        (setting, statement) =>
        {
            var before = Decide(setting.Identity, setting.Session, setting.Resource, setting.IsOther);
            var deny = statement.Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal);

            Assert.False(
                before != AccessReason.Allowed
                && Decide([.. setting.Identity, deny], setting.Session, setting.Resource, setting.IsOther) == AccessReason.Allowed);
        },
        iter: 2000);

    [Fact]
    public void Decide_WithASessionPolicy_AllowsNothingMore() => Setting.Sample(
        setting => Assert.False(
            Decide(setting.Identity, setting.Session, setting.Resource, setting.IsOther) == AccessReason.Allowed
            && Decide(setting.Identity, null, setting.Resource, setting.IsOther) != AccessReason.Allowed),
        iter: 2000);

    [Fact]
    public void Decide_InAnotherAccount_NeedsBothSides() => Setting.Sample(
        setting =>
        {
            if (Decide(setting.Identity, setting.Session, setting.Resource, isOther: true) == AccessReason.Allowed)
            {
                Assert.NotEqual(AccessReason.Allowed, Decide(setting.Identity, setting.Session, null, isOther: true));
                Assert.NotEqual(AccessReason.Allowed, Decide(null, setting.Session, setting.Resource, isOther: true));
            }
        },
        iter: 2000);

    [Fact]
    public void Wildcard_AgreesWith_ARegularExpression() =>
        Gen.Select(Gen.String[Gen.OneOf('a', 'b', '*', '?'), 0, 8], Gen.String[Gen.OneOf('a', 'b'), 0, 10]).Sample(
            (pattern, text) =>
            {
                var expression = "^" + pattern.Replace("*", ".*", StringComparison.Ordinal).Replace('?', '.') + "\\z";
                var marked = pattern.Replace('*', IamWildcard.Any).Replace('?', IamWildcard.One);

                Assert.Equal(Regex.IsMatch(text, expression, RegexOptions.Singleline), IamWildcard.Matches(marked, text));
            },
            iter: 5000);

    private static AccessReason Decide(string[]? identity, string[]? session, string[]? resource, bool isOther)
    {
        var owner = isOther ? Policy.Other : Policy.Home;
        var caller = new Principal(
            AccountId.Parse(Policy.Home),
            Arn.Parse(Policy.Session),
            Arn.Parse(Policy.Role),
            "AROA:session",
            UserName: null,
            Read(PolicyKind.Identity, identity),
            Read(PolicyKind.Session, session),
            ImmutableDictionary<string, string>.Empty,
            Organization: null);
        var question = new PolicyRequest("ecr:PutImage", Policy.Repository("a", owner), caller.Describe());
        return AccessEvaluator.Decide(caller, question, AccountId.Parse(owner), Read(PolicyKind.Repository, resource).FirstOrDefault());
    }

    private static ImmutableArray<IamPolicy> Read(PolicyKind kind, string[]? statements)
    {
        if (statements is null)
        {
            return [];
        }

        var document = IamPolicy.Parse(Policy.Document(statements), kind, "policy", out var faults);
        Assert.Empty(faults);
        return [document!];
    }
}
