namespace Berth.Verification.Verdicts;

/// <summary>The resource that a registry does not have.</summary>
/// <param name="Kind">The kind of the missing thing.</param>
/// <param name="Detail">The registry's message, or a similar text.</param>
public sealed record Absence(AbsenceKind Kind, string Detail);
