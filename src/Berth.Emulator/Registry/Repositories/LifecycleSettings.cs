namespace Berth.Emulator.Registry.Repositories;

/// <summary>A repository's lifecycle policy as it was put, and when it last ran.</summary>
internal sealed record LifecycleSettings(string PolicyText, DateTimeOffset? LastEvaluatedAt);
