namespace Berth.Repositories;

/// <summary>The existing repositories that are changed to the desired settings. New ones are always created with them.</summary>
public enum ReconcileScope
{
    /// <summary>Those whose tag mutability is <c>IMMUTABLE</c> or already in the desired mode; others are skipped with a reason. The default.</summary>
    Immutable,

    /// <summary>All.</summary>
    All,

    /// <summary>None: an existing repository's settings are neither read nor changed.</summary>
    None,
}
