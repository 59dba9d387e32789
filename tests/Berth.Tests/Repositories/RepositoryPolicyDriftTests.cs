using System.Text.Json.Nodes;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings;
using Berth.Repositories.Settings.AccessPolicy;
using CsCheck;

namespace Berth.Tests.Repositories;

public sealed class RepositoryPolicyDriftTests
{
    // Statements are written as sid:action, "-" for none; "=" is no difference, "!" a conflict.
    [Theory]
    [InlineData("nothing there", "A:x", null, MergeMode.Merge, "A:x")]
    [InlineData("the same", "A:x", "A:x", MergeMode.Merge, "=")]
    [InlineData("the same among others", "A:x", "B:y A:x", MergeMode.Merge, "=")]
    [InlineData("others in another order", "A:x B:y", "B:y A:x", MergeMode.Merge, "=")]
    [InlineData("an operator's alone", "A:x", "B:y", MergeMode.Merge, "B:y A:x")]
    [InlineData("ours in an older form", "A:x", "A:old", MergeMode.Merge, "A:x")]
    [InlineData("ours in an older form among others", "A:x", "B:y A:old C:z", MergeMode.Merge, "B:y A:x C:z")]
    [InlineData("one of two", "A:x B:y", "A:x C:z", MergeMode.Merge, "A:x C:z B:y")]
    [InlineData("without Sid, the same", "-:x", "-:x", MergeMode.Merge, "=")]
    [InlineData("without Sid, another", "-:x", "-:y", MergeMode.Merge, "-:y -:x")]
    [InlineData("an operator's without Sid", "A:x", "-:y", MergeMode.Merge, "-:y A:x")]
    [InlineData("a Sid in other letters is another", "A:x", "a:x", MergeMode.Merge, "a:x A:x")]
    [InlineData("unreadable", "A:x", "?", MergeMode.Merge, "!")]
    [InlineData("unreadable", "A:x", "?", MergeMode.Replace, "A:x")]
    [InlineData("an operator's", "A:x", "B:y", MergeMode.Replace, "A:x")]
    [InlineData("ours and an operator's", "A:x", "A:x B:y", MergeMode.Replace, "A:x")]
    [InlineData("the same in another order", "A:x B:y", "B:y A:x", MergeMode.Replace, "=")]
    public void Between_DesiredAndObserved_UnitesBySid(string how, string desired, string? observed, MergeMode mode, string expected)
    {
        var drift = RepositoryPolicyDrift.Between(RepositoryPolicy.Parse(Write(desired)), observed == "?" ? "{\"Statement\":3}" : observed is null ? null : Write(observed), mode);

        switch (expected)
        {
            case "=":
                Assert.True(drift is null, how);
                break;
            case "!":
                Assert.Equal(ChangeOutcome.Conflict, Assert.IsType<SettingDrift.Left>(drift).Outcome);
                break;
            default:
                Assert.Equal(RepositoryPolicy.Parse(Write(expected)), RepositoryPolicy.Parse(After(drift)));
                break;
        }
    }

    [Theory]
    [InlineData("2012-10-17", "2008-10-17", "2012-10-17")]
    [InlineData("2008-10-17", "2012-10-17", "=")]
    [InlineData(null, "2008-10-17", "=")]
    [InlineData("2012-10-17", null, "=")]
    public void Between_VersionsOfTheLanguage_TheLaterIsKept(string? desired, string? observed, string expected)
    {
        var drift = RepositoryPolicyDrift.Between(RepositoryPolicy.Parse(Write("A:x", desired)), Write("A:x", observed), MergeMode.Merge);

        Assert.Equal(expected, drift is null ? "=" : JsonNode.Parse(After(drift))!["Version"]!.ToString());
    }

    [Fact]
    public void Between_UnionLongerThanEcrTakes_IsAConflict()
    {
        var observed = Write(string.Join(' ', Enumerable.Range(0, 110).Select(number => $"S{number}:action-of-an-operator")));
        Assert.InRange(observed.Length, 9000, RepositoryPolicy.MaxLength);
        var desired = RepositoryPolicy.Parse(Write(string.Join(' ', Enumerable.Range(0, 30).Select(number => $"O{number}:action-of-ours"))));

        var left = Assert.IsType<SettingDrift.Left>(RepositoryPolicyDrift.Between(desired, observed, MergeMode.Merge));

        Assert.Equal(ChangeOutcome.Conflict, left.Outcome);
        Assert.Contains("10240", left.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Between_AppliedUnion_LeavesNoDriftAndLosesNoForeignStatement() =>
        Gen.Select(PolicyGen.Policies, PolicyGen.Policies).Sample((left, right) =>
        {
            var (desired, observed) = (RepositoryPolicy.Parse(left.Item1), RepositoryPolicy.Parse(right.Item1));
            if (RepositoryPolicyDrift.Between(desired, right.Item1, MergeMode.Merge) is not { } drift)
            {
                return;
            }

            var united = RepositoryPolicy.Parse(After(drift));
            Assert.Null(RepositoryPolicyDrift.Between(desired, After(drift), MergeMode.Merge));
            var sids = desired.Document.Statements.Select(statement => statement.Sid).ToHashSet();
            Assert.All(
                observed.Document.Statements.Where(statement => statement.Sid is null || !sids.Contains(statement.Sid)),
                foreign => Assert.Contains(united.Document.Statements, foreign.MeansTheSameAs));
        });

    private static string After(SettingDrift? drift) => Assert.IsType<SettingDrift.Correctable>(drift).Change.After!;

    private static string Write(string statements, string? version = "2012-10-17")
    {
        var list = statements.Split(' ').Select(text => text.Split(':')).Select(parts =>
            $$"""{{{(parts[0] == "-" ? "" : $"\"Sid\":\"{parts[0]}\",")}}"Effect":"Allow","Principal":"*","Action":"ecr:{{parts[1]}}"}""");
        return $$"""{{{(version is null ? "" : $"\"Version\":\"{version}\",")}}"Statement":[{{string.Join(',', list)}}]}""";
    }
}
