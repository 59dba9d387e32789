namespace Berth.Verification.Verdicts;

/// <summary>The kinds of things that a registry may not have.</summary>
public enum AbsenceKind
{
    /// <summary>The manifest does not exist; the repository may exist.</summary>
    Image,

    /// <summary>The repository does not exist.</summary>
    Repository,

    /// <summary>A blob, which is a configuration or a layer, does not exist.</summary>
    Blob,
}
