namespace Berth.Emulator.Faults;

/// <summary>A fault that is planned for calls of an operation.</summary>
public sealed record PlannedFault
{
    /// <summary>The <see cref="Operation"/> that means every one.</summary>
    public const string EveryOperation = "*";

    /// <summary>The greatest <see cref="Delay"/>: one hour.</summary>
    internal static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    /// <summary>Gets the kind of fault.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>
    /// Gets the operation, such as <c>DescribeRepositories</c> or <c>AssumeRole</c>, or <c>*</c>, the default, for every one. Requests to
    /// <c>/v2/</c> count as the operation of ECR's API that IAM knows them by: pushing a manifest is <c>PutImage</c>.
    /// </summary>
    public string Operation { get; init; } = EveryOperation;

    /// <summary>Gets the number of calls that it applies to, 1 by default; <see langword="null"/> for all until it is removed.</summary>
    public int? Count { get; init; } = 1;

    /// <summary>Gets the probability that it applies to a call, from 0 to 1 (the default).</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Gets the time that the call waits before the fault, from 0 (the default) to one hour.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets a value indicating whether the operation is executed first, so that the fault affects only its answer.</summary>
    public bool AfterWork { get; init; }

    /// <summary>Gets the operation that must have succeeded once before this begins, or <see langword="null"/>, the default, to begin at once.</summary>
    public string? After { get; init; }

    /// <summary>Gets the code of <see cref="FaultKind.UnknownCode"/>.</summary>
    public string Code { get; init; } = "UnheardOfException";

    /// <summary>Gets the HTTP status of <see cref="FaultKind.ServerError"/>, from 500 to 599.</summary>
    public int Status { get; init; } = 500;
}
