using Berth.Registries;

namespace Berth.Repositories.Changes;

/// <summary>What became of one difference, for the result of a preparation.</summary>
/// <param name="Setting">The setting that differed.</param>
/// <param name="Outcome">What became of the difference.</param>
/// <param name="Detail">What was changed, or why it was not, in a sentence.</param>
/// <param name="Error">The call's error, where one was the reason.</param>
public sealed record ChangeReport(SettingName Setting, ChangeOutcome Outcome, string Detail, EcrException? Error = null);
