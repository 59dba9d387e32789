namespace Berth.Emulator.Faults;

/// <summary>Trouble that is planned for calls of an operation.</summary>
public sealed record PlannedFault
{
    /// <summary>The <see cref="Operation"/> that means every one.</summary>
    public const string EveryOperation = "*";

    /// <summary>Gets what goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>
    /// Gets the operation, such as <c>DescribeRepositories</c> or <c>AssumeRole</c>, or <c>*</c>, the default, for every one. Requests to
    /// <c>/v2/</c> count as the operation of ECR's API that IAM knows them by: pushing a manifest is <c>PutImage</c>.
    /// </summary>
    public string Operation { get; init; } = EveryOperation;

    /// <summary>Gets how many calls it befalls, 1 by default; <see langword="null"/> for all until it is removed.</summary>
    public int? Count { get; init; } = 1;

    /// <summary>Gets how likely it is to befall a call, from 0 to 1, which is the default.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Gets how long the call waits before, besides what goes wrong; nothing by default. Measured by the clock underneath the emulator's.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets a value indicating whether the call does its work before, so that only its answer is lost.</summary>
    public bool AfterWork { get; init; }

    /// <summary>Gets the operation that must have succeeded once before this begins, or <see langword="null"/>, the default, to begin at once.</summary>
    public string? After { get; init; }

    /// <summary>Gets the code of <see cref="FaultKind.UnknownCode"/>.</summary>
    public string Code { get; init; } = "UnheardOfException";

    /// <summary>Gets the HTTP status of <see cref="FaultKind.ServerError"/>, from 500 to 599.</summary>
    public int Status { get; init; } = 500;
}
