namespace Berth.Repositories.Changes;

/// <summary>What kind of work changes repositories.</summary>
public enum ChangeCauseKind
{
    /// <summary>The preparation of a deployment.</summary>
    Deployment,

    /// <summary>A run over all repositories of a registry.</summary>
    Fleet,
}
