using Berth.Repositories;
using Berth.Repositories.Changes;

namespace Berth.Extensions.StateCaching;

/// <summary>A difference that was not removed, serializable for a second level.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Detail">The reason.</param>
internal sealed record StateCacheDifference(SettingName Setting, ChangeOutcome Outcome, string Detail);
