using Berth.Repositories;
using Berth.Repositories.Changes;

namespace Berth.Extensions.StateCaching;

/// <summary>A difference that was left alone, in a form that a second level can hold.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Outcome">What became of the difference.</param>
/// <param name="Detail">Why it was left.</param>
internal sealed record StateCacheDifference(SettingName Setting, ChangeOutcome Outcome, string Detail);
