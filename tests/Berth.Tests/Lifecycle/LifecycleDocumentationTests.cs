using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;

namespace Berth.Tests.Lifecycle;

/// <summary>What docs/lifecycle.md shows.</summary>
public sealed class LifecycleDocumentationTests
{
    [Fact]
    public void Evaluate_AsDocumented_PrintsTheActions()
    {
        using var output = new StringWriter();
        var text = LifecyclePolicy.Default.ToString();
        var images = ImageText.Parse("A[]10 B[v1]10");
        var now = ImageText.Now;
        var policy = LifecyclePolicy.Parse(text);
        var evaluation = LifecycleEvaluator.Evaluate(policy, images, now);
        foreach (var decision in evaluation.Actions)
        {
            output.WriteLine($"{decision.Verdict} {decision.Image.Digest}: {decision.Explanation}");
        }

        Assert.Equal($"Expire {ImageText.DigestOf("A")}: rule 1: expire", output.ToString().TrimEnd());
    }

    [Fact]
    public void TryParse_AsDocumented_PrintsTheRefusal()
    {
        using var output = new StringWriter();
        var text = LifecyclePolicy.Default.ToString().Replace(":3}", ":0}", StringComparison.Ordinal);
        if (!LifecyclePolicy.TryParse(text, out _, out var refusal))
        {
            // ECR's message, one line a fault, and the same with the path of each.
            output.WriteLine(refusal.Message);
            output.WriteLine(refusal.ToString());
        }

        Assert.Contains("/rules/0/selection/countNumber: numeric instance is lower", output.ToString(), StringComparison.Ordinal);
    }
}
