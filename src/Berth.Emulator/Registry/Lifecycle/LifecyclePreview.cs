using System.Collections.Immutable;
using Berth.Lifecycle.Evaluation;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>The result of a lifecycle policy preview.</summary>
/// <param name="PolicyText">The policy as it was submitted.</param>
/// <param name="Actions">The images that it would act on, the oldest first.</param>
/// <param name="CreatedAt">When the preview was started.</param>
internal sealed record LifecyclePreview(string PolicyText, ImmutableArray<LifecycleDecision> Actions, DateTimeOffset CreatedAt);
