using System.Text.Json.Serialization;
using Berth.Emulator.Registry.Lifecycle;

namespace Berth.Emulator.Administration;

/// <summary>The JSON of the administration endpoint.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ClockRequest))]
[JsonSerializable(typeof(ClockAnswer))]
[JsonSerializable(typeof(FaultShape))]
[JsonSerializable(typeof(FaultsAnswer))]
[JsonSerializable(typeof(LifecycleRun))]
[JsonSerializable(typeof(SweepAnswer))]
[JsonSerializable(typeof(CallsAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(AdminProblem))]
internal sealed partial class AdminJson : JsonSerializerContext;

/// <summary>How the clock is to be moved: exactly one of the three.</summary>
internal sealed record ClockRequest(string? Advance, DateTimeOffset? Set, bool? Reset);

/// <summary>The time of the clock.</summary>
internal sealed record ClockAnswer(DateTimeOffset Now, double OffsetSeconds);

/// <summary>All faults that are planned.</summary>
internal sealed record FaultsAnswer(IReadOnlyList<FaultShape> Faults);

/// <summary>The result of a garbage collection.</summary>
internal sealed record SweepAnswer(int Blobs, long Bytes, int Uploads);

/// <summary>How often each operation was called.</summary>
internal sealed record CallsAnswer(long Total, IReadOnlyDictionary<string, long> Operations);

/// <summary>The health of the emulator.</summary>
/// <param name="Status"><c>ok</c>.</param>
/// <param name="Instance">An identifier of this run of the emulator. A restart gives another one.</param>
internal sealed record HealthAnswer(string Status, string Instance);

/// <summary>The error of a request.</summary>
internal sealed record AdminProblem(string Error);
