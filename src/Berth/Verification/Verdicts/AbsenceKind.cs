namespace Berth.Verification.Verdicts;

/// <summary>The things that a registry may not have.</summary>
public enum AbsenceKind
{
    /// <summary>The repository exists, or nothing is known of it; the manifest does not.</summary>
    Image,

    /// <summary>The repository does not exist, and so nothing in it does.</summary>
    Repository,

    /// <summary>A blob, which is a configuration or a layer, does not exist.</summary>
    Blob,
}
