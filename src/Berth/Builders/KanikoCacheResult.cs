using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Changes;

namespace Berth.Builders;

/// <summary>The result of ensuring a cache repository of kaniko.</summary>
/// <param name="Repository">The repository, or <see langword="null"/> if the build must run without a cache.</param>
/// <param name="Settings">What became of the repository's settings.</param>
/// <param name="Error">The error of the call that failed, or <see langword="null"/>.</param>
internal sealed record KanikoCacheResult(RepositoryName? Repository, SettingsReport Settings, EcrException? Error);
