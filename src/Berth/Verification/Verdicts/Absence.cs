namespace Berth.Verification.Verdicts;

/// <summary>What a registry says it does not have.</summary>
/// <param name="Kind">Which thing is absent.</param>
/// <param name="Detail">The registry's own words, or a phrase that says the same.</param>
public sealed record Absence(AbsenceKind Kind, string Detail);
