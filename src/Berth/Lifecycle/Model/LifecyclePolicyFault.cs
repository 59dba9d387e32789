namespace Berth.Lifecycle.Model;

/// <summary>One thing that ECR would refuse in a lifecycle policy.</summary>
/// <param name="Where">The JSON pointer of the member at fault; empty for the document as a whole.</param>
/// <param name="Reason">The reason in ECR's words, as far as they are known.</param>
public sealed record LifecyclePolicyFault(string Where, string Reason)
{
    /// <summary>The fault on one line.</summary>
    /// <returns><c>where: reason</c>.</returns>
    public override string ToString() => Where.Length == 0 ? Reason : $"{Where}: {Reason}";
}
