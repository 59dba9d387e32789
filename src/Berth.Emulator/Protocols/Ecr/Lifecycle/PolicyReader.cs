using Berth.Lifecycle.Model;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>Reads the text of a lifecycle policy from a request.</summary>
internal static class PolicyReader
{
    public const string Member = "lifecyclePolicyText";

    /// <exception cref="EcrException">ECR refuses it.</exception>
    public static LifecyclePolicy Read(string text) =>
        LifecyclePolicy.TryParse(text, out var policy, out var refusal)
            ? policy
            : throw new EcrException(new EcrError(400, "InvalidParameterException", refusal.Message));
}
