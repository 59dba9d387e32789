using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;

namespace Berth.Tests.Lifecycle;

public sealed class LifecycleEvaluatorTests
{
    public static TheoryData<string, string, string, string> FurtherCases => new()
    {
        { "empty tag run", "A[prod]9 B[production]9 C[pro]9", "1:Pprod*:d1", "Ax1 Bx1" },
        { "prefix", "A[prod]9 B[production]9 C[pro]9 D[xprod]9", "1:=prod:d1", "Ax1 Bx1" },
        { "every prefix by some tag", "A[a1,b1]9 B[a1]9 C[b1]9", "1:=a&b:d1", "Ax1" },
        { "one tag for both patterns", "A[ab]9 B[a]9", "1:Pa*&*b:d1", "Ax1" },
        { "exactly the age", "A[]3 B[]3.0001", "1:u:d3", "Bx1" },
        { "equal times, later listed is newer", "A[]5 B[]5 C[]5", "1:any:c1", "Ax1 Bx1" },
        { "a higher rule that keeps protects", "A[v1]99 B[v2]98", "1:Pv*:c5 2:any:d1", "" },
        { "marked by an earlier rule still counts", "A[v1]9 B[x]8 C[v2]7", "1:Pv*:c1 2:any:c2", "Ax1" },
        { "restored counts from its restoration", "A[v1]90/v50/r1 B[v2]5 C[v3]4", "1:any:c1", "Bx1 Cx1" },
        { "restored is as old as its restoration", "A[v1]90/v50/r1 B[v2]5", "1:any:d3", "Bx1" },
        { "archived images are of another class", "A[v1]90/v50 B[v2]5", "1:any:c1", "" },
        { "archived without tags", "A[]190/v95 B[]5", "1:u:a90", "Ax1" },
        { "count to the archive", "A[]9 B[]8", "1:any:n1", "Aa1" },
        { "the index goes, its children not yet", "A[]10 B[]10 I[]10/iA/iB", "1:any:d3", "Af1 Bf1 Ix1" },
        { "children count", "A[]10 B[]10 I[v1]10/iA/iB", "1:any:c1", "Af1 Bf1" },
        { "a child is not archived either", "A[]10 I[v1]1/iA", "1:any:t3", "Af1" },
        { "the index elsewhere", "A[]10 I[v1]1/iZ", "1:any:d3", "Ax1" },
        { "referrers follow", "A[]10 S[]1/sA", "1:u:d3", "Ax1 Sx1" },
        { "referrers stay with their subject", "A[v1]10 S[]9/sA", "1:u:d3", "" },
        { "referrers follow to the archive", "A[v1]40 S[]9/sA", "1:any:t30", "Aa1 Sa1" },
        { "referrers of referrers follow", "S[]9/sT T[]9/sA A[v1]40", "1:any:d30", "Sx1 Tx1 Ax1" },
        { "referrers do not count", "A[v1]40 B[v2]30 S[]9/sA T[]9/sA", "1:any:c2", "" },
        { "referrers of a failed image stay", "A[]40 I[v1]30/iA S[]9/sA", "1:u:d3", "Af1" },
        { "a referrer without its subject is an image", "S[]9/sA", "1:u:d3", "Sx1" },
        { "no rule", "A[v1]40", "1:u:d3", "" },
        { "no image ages backwards", "A[]-5", "1:u:d3", "" },
        { "days beyond all times", "A[]40", "1:u:d2147483647", "" },
    };

    [Theory]
    [MemberData(nameof(WorkedExamples.Cases), MemberType = typeof(WorkedExamples))]
    [MemberData(nameof(FurtherCases))]
    public void Evaluate_Repository_ActsAsEcrDocuments(string name, string images, string policy, string expected)
    {
        var names = images.Split(' ').Select(static text => text[..text.IndexOf('[', StringComparison.Ordinal)]).ToDictionary(ImageText.DigestOf);
        var evaluation = LifecycleEvaluator.Evaluate(PolicyText.Parse(policy), ImageText.Parse(images), ImageText.Now);
        var actual = evaluation.Decisions
            .Where(static decision => decision.Verdict != LifecycleVerdict.Keep)
            .Select(decision => names[decision.Image.Digest] + " xaf"[(int)decision.Verdict] + decision.Rule!.Priority);
        Assert.True(expected == string.Join(' ', actual), $"{name}: {string.Join(Environment.NewLine, evaluation.Decisions)}");
        Assert.Equal(images.Split(' ').Length, evaluation.Decisions.Count);
    }

    [Fact]
    public void Evaluate_W6_ExplainsEachImage()
    {
        var evaluation = LifecycleEvaluator.Evaluate(PolicyText.Parse("1:Palpha*:c1 2:u:d1 3:any:c1"), ImageText.Parse(WorkedExamples.W6), ImageText.Now);
        Assert.Equal(
            [
                "rule 1: expire",
                "rule 2: expire",
                "rule 1 selects it and keeps it, so rule 3 may not expire it",
                "rule 3: expire",
                "rule 2 selects it and keeps it",
            ],
            evaluation.Decisions.Select(static decision => decision.Explanation));
    }

    [Fact]
    public void Evaluate_ChildOfAnIndex_NamesTheIndex()
    {
        var evaluation = LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, ImageText.Parse("A[]10 I[v1]10/iA"), ImageText.Now);
        var failed = Assert.Single(evaluation.Failed);
        Assert.Equal(ImageText.DigestOf("I"), failed.Cause);
        Assert.Contains("Requested image referenced by manifest list: [sha256:", failed.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Actions_ComeOldestFirst()
    {
        var evaluation = LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, ImageText.Parse("A[]10 B[]30 C[]20 D[]1"), ImageText.Now);
        Assert.Equal(["B", "C", "A"], evaluation.Actions.Select(static decision => "ABCD".First(name => decision.Image.Digest == ImageText.DigestOf($"{name}")).ToString()));
    }

    [Fact]
    public void Evaluate_NoImages_DecidesNothing() =>
        Assert.Empty(LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, [], ImageText.Now).Decisions);

    [Fact]
    public void Evaluate_SubjectsInACircle_AreOrdinaryImages()
    {
        var evaluation = LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, ImageText.Parse("A[]10/sB B[]10/sA C[]10/sC"), ImageText.Now);
        Assert.Equal(3, evaluation.Expiring.Count());
    }
}
