namespace Berth.Tests.Lifecycle;

/// <summary>The worked examples of the sheet of facts, W1 to W15: those of ECR's user guide, and what follows from its rules.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html"/>
public static class WorkedExamples
{
    private const string W1 = "A[beta-1,prod-1]10 B[beta-2,prod-2]9 C[beta-3]8";
    private const string W3 = "A[alpha-1]12 B[beta-1]11 C[alpha-2,beta-2]10 D[alpha-3]4 E[beta-3]3 F[alpha-4,beta-4]2";
    private const string W4 = "A[alpha-1,beta-1,gamma-1]10 B[alpha-2,beta-2]9 C[alpha-3,beta-3,gamma-2]8";
    private const string W5 = "A[alpha-1]4 B[beta-1]3 C[]2 D[alpha-2]1";
    public const string W6 = "A[alpha-1,beta-1]4 B[]3 C[alpha-2]2 D[other]1 E[]1";

    // What is expected: name, verdict (x expire, a archive, f failed) and rule.
    public static TheoryData<string, string, string, string> Cases => new()
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

    private static string Numbered(int count, int age) => string.Join(' ', Enumerable.Range(1, count).Select(i => $"v{i}[v{i}]{age - i}"));
}
