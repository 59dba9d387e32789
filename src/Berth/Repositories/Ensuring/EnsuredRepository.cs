using Berth.Repositories.Changes;

namespace Berth.Repositories.Ensuring;

/// <summary>A repository that exists, and what became of its settings.</summary>
/// <param name="Created">Whether it was created just now.</param>
/// <param name="Settings">What became of its settings.</param>
internal sealed record EnsuredRepository(bool Created, SettingsReport Settings);
