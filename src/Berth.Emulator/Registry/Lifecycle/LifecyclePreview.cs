using System.Collections.Immutable;
using Berth.Lifecycle.Evaluation;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>What a policy would do: its text as it was submitted, and the images that it would act on, the oldest first.</summary>
internal sealed record LifecyclePreview(string PolicyText, ImmutableArray<LifecycleDecision> Actions);
