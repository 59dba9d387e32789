namespace Berth.Convergence.Tests;

/// <summary>The state of the repository before a deployment.</summary>
public enum RepositoryState
{
    New,
    Immutable,
    HalfApplied,
    Converged,
    Mutable,
    ForeignPolicy,
}
