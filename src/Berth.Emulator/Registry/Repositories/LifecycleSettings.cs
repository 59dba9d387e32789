namespace Berth.Emulator.Registry.Repositories;

/// <summary>A repository's lifecycle policy, as it is given back, and when it last ran.</summary>
internal sealed record LifecycleSettings(string PolicyText, DateTimeOffset? LastEvaluatedAt);
