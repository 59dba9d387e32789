using Berth.Repositories.Changes;

namespace Berth.Repositories.Ensuring;

/// <summary>A repository that exists, and the result for its settings.</summary>
/// <param name="Created">Whether it was created just now.</param>
/// <param name="Settings">The result for its settings.</param>
internal sealed record EnsuredRepository(bool Created, SettingsReport Settings);
