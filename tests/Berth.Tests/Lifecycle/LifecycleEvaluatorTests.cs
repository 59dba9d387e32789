using Berth.Lifecycle;

namespace Berth.Tests.Lifecycle;

public sealed class LifecycleEvaluatorTests
{
    private const string W1 = "A[beta-1,prod-1]10 B[beta-2,prod-2]9 C[beta-3]8";
    private const string W3 = "A[alpha-1]12 B[beta-1]11 C[alpha-2,beta-2]10 D[alpha-3]4 E[beta-3]3 F[alpha-4,beta-4]2";
    private const string W4 = "A[alpha-1,beta-1,gamma-1]10 B[alpha-2,beta-2]9 C[alpha-3,beta-3,gamma-2]8";
    private const string W5 = "A[alpha-1]4 B[beta-1]3 C[]2 D[alpha-2]1";
    private const string W6 = "A[alpha-1,beta-1]4 B[]3 C[alpha-2]2 D[other]1 E[]1";

    // What is expected: name, verdict (x expire, a archive, f failed) and rule.
    public static TheoryData<string, string, string, string> WorkedExamples => new()
    {
        { "W1", W1, "1:Pprod*:c1 2:Pbeta*:c1", "Ax1" },
        { "W2", W1, "1:Pbeta*:c1 2:Pprod*:c1", "Ax1 Bx1" },
        { "W3", W3, "1:Palpha*&beta*:d5", "Cx1" },
        { "W4", W4, "1:Palpha*&beta*:c1", "Ax1 Bx1" },
        { "W5", W5, "1:any:c1", "Ax1 Bx1 Cx1" },
        { "W6", W6, "1:Palpha*:c1 2:u:d1 3:any:c1", "Ax1 Bx2 Dx3" },
        { "W7", "A[prod-1]15 B[prod-2]14 C[dev]99 D[]99", "1:Pprod*:d14", "Ax1" },
        { "W8", "A[]9 B[]8 C[v1]7 D[]6", "1:u:c1", "Ax1 Bx1" },
        { "W9 pulled", "A[v1]200/p91 B[v2]200/p90 C[]91 D[]89", "1:any:p90", "Aa1 Ca1" },
        { "W9 restored", "A[v1]400/p300/v200/r91 B[v2]400/p300/v200/r89 C[v3]400/p10/v200/r300", "1:any:p90", "Aa1" },
        { "W10", "A[v1]900/v366 B[v2]900/v365 C[v3]900 D[]900/v400", "1:any:a365", "Ax1 Dx1" },
        { "W11", "A[prod]31 B[prod-2]30 C[dev]90", "1:Pprod*:t30", "Aa1" },
        { "W12", "A[v1]500/v400 B[v2]500/v100 C[v3]31 D[]5", "1:any:t30 2:any:a365", "Ax2 Ca1" },
        { "W13", "A[]10 B[]10 I[v1]10/iA/iB C[]10", "1:u:d3", "Af1 Bf1 Cx1" },
        { "W14", "V[20251203.1.production.k3v9x0aq]30 O[]4 P[]2 N[cache]1", "1:u:d3", "Ox1" },
        { "W15", Numbered(25, 100) + " X[dev]15 Y[]14 Z[]15", "1:Pv*:c20 2:any:d14", "v1x1 v2x1 v3x1 v4x1 v5x1 Xx2 Zx2" },
    };

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
    [MemberData(nameof(WorkedExamples))]
    [MemberData(nameof(FurtherCases))]
    public void Evaluate_Repository_ActsAsEcrDocuments(string name, string images, string policy, string expected)
    {
        var names = images.Split(' ').Select(static text => text[..text.IndexOf('[', StringComparison.Ordinal)]).ToDictionary(Images.DigestOf);
        var evaluation = LifecycleEvaluator.Evaluate(PolicyText.Parse(policy), Images.Parse(images), Images.Now);
        var actual = evaluation.Decisions
            .Where(static decision => decision.Verdict != LifecycleVerdict.Keep)
            .Select(decision => names[decision.Image.Digest] + " xaf"[(int)decision.Verdict] + decision.Rule!.Priority);
        Assert.True(expected == string.Join(' ', actual), $"{name}: {string.Join(Environment.NewLine, evaluation.Decisions)}");
        Assert.Equal(images.Split(' ').Length, evaluation.Decisions.Count);
    }

    [Fact]
    public void Evaluate_W6_ExplainsEachImage()
    {
        var evaluation = LifecycleEvaluator.Evaluate(PolicyText.Parse("1:Palpha*:c1 2:u:d1 3:any:c1"), Images.Parse(W6), Images.Now);
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
        var evaluation = LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, Images.Parse("A[]10 I[v1]10/iA"), Images.Now);
        var failed = Assert.Single(evaluation.Failed);
        Assert.Equal(Images.DigestOf("I"), failed.Cause);
        Assert.Contains("Requested image referenced by manifest list: [sha256:", failed.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Actions_ComeOldestFirst()
    {
        var evaluation = LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, Images.Parse("A[]10 B[]30 C[]20 D[]1"), Images.Now);
        Assert.Equal(["B", "C", "A"], evaluation.Actions.Select(static decision => "ABCD".First(name => decision.Image.Digest == Images.DigestOf($"{name}")).ToString()));
    }

    [Fact]
    public void Evaluate_NoImages_DecidesNothing() =>
        Assert.Empty(LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, [], Images.Now).Decisions);

    [Fact]
    public void Evaluate_SubjectsInACircle_AreOrdinaryImages()
    {
        var evaluation = LifecycleEvaluator.Evaluate(LifecyclePolicy.Default, Images.Parse("A[]10/sB B[]10/sA C[]10/sC"), Images.Now);
        Assert.Equal(3, evaluation.Expiring.Count());
    }

    private static string Numbered(int count, int age) => string.Join(' ', Enumerable.Range(1, count).Select(i => $"v{i}[v{i}]{age - i}"));
}
