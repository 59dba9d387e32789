namespace Berth.Repositories.Changes;

/// <summary>Why a repository was changed.</summary>
/// <param name="Kind">What kind of work did it.</param>
/// <param name="Reference">Which deployment or run: for a deployment the image's tag.</param>
public sealed record ChangeCause(ChangeCauseKind Kind, string Reference);
