namespace Berth;

/// <summary>One thing that is wrong with what was given: where, what, and what to do about it.</summary>
/// <param name="Where">The input that is at fault, by the name under which it was given: <c>project</c>, <c>tags[2]</c>, <c>berth.json:7 registries.eu.host</c>.</param>
/// <param name="What">What is wrong with it, with the offending text.</param>
/// <param name="Remedy">What would be accepted, or what to do.</param>
public sealed record Fault(string Where, string What, string Remedy)
{
    /// <summary>The fault on one line.</summary>
    /// <returns><c>where: what; remedy</c>.</returns>
    public override string ToString() => $"{Where}: {What}; {Remedy}";
}
