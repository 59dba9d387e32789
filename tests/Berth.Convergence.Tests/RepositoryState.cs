namespace Berth.Convergence.Tests;

/// <summary>What a deployment finds.</summary>
internal enum RepositoryState
{
    New,
    Immutable,
    HalfApplied,
    Converged,
    Mutable,
    ForeignPolicy,
}
