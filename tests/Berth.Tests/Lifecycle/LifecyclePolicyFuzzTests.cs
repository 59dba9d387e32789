using System.Text;
using Berth.Lifecycle.Model;
using CsCheck;

namespace Berth.Tests.Lifecycle;

public sealed class LifecyclePolicyFuzzTests
{
    private const string Alphabet = "{}[]\":,\\u0d8 \n019-.eE+truefalsnl*\u00e9\ud83d\ude00\ud800rulesPioytgS";

    [Fact]
    public void TryParse_AnyText_IsAPolicyOrIsRefusedWithReasons() =>
        Gen.String[Gen.Char[Alphabet], 0, 300].Sample(IsPolicyOrRefusal, iter: 4_000);

    [Fact]
    public void TryParse_PolicyWithPartsChanged_IsAPolicyOrIsRefusedWithReasons() =>
        Gen.Select(PolicyGen.Policy, Gen.Select(Gen.Int[0, 2_000], Gen.Int[0, 12], Gen.String[Gen.Char[Alphabet], 0, 8]).List[1, 4]).Sample(
            static (policy, edits) =>
            {
                var text = new StringBuilder(policy.ToString());
                foreach (var (at, length, insert) in edits)
                {
                    var start = at % text.Length;
                    text.Remove(start, Math.Min(length, text.Length - start)).Insert(start, insert).Append(' ');
                }

                return IsPolicyOrRefusal(text.ToString());
            },
            iter: 3_000);

    [Fact]
    public void TryParse_DeepNesting_IsRefused() => Assert.True(IsPolicyOrRefusal(new string('[', 30_000)));

    private static bool IsPolicyOrRefusal(string text) => LifecyclePolicy.TryParse(text, out var policy, out var refusal)
        ? LifecyclePolicy.Parse(policy.ToString()).Equals(policy)
        : refusal.Faults.Count > 0 && refusal.Faults.All(static fault => fault.Reason.Length > 0) && refusal.Message.Length > 0;
}
