namespace Berth.Repositories;

/// <summary>ECR's receipt for a call that changed something.</summary>
/// <param name="RequestId">The request id under which AWS knows the call, or <see langword="null"/> if the answer had none.</param>
public sealed record CallReceipt(string? RequestId);
