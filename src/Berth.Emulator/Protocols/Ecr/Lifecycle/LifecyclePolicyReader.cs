using Berth.Lifecycle.Model;

namespace Berth.Emulator.Protocols.Ecr.Lifecycle;

/// <summary>Reads the text of a lifecycle policy from a request.</summary>
internal static class LifecyclePolicyReader
{
    public const string Member = "lifecyclePolicyText";

    /// <exception cref="EcrErrorException">ECR refuses it.</exception>
    public static LifecyclePolicy Read(string text) =>
        LifecyclePolicy.TryParse(text, out var policy, out var refusal)
            ? policy
            : throw new EcrErrorException(new EcrError(400, "InvalidParameterException", refusal.Message));
}
