namespace Berth.Emulator.Protocols.Oci;

/// <summary>An operation of <c>/v2/</c>.</summary>
/// <param name="Action">The ECR API action under which it is authorized, counted and given faults.</param>
/// <param name="Handler">Executes it.</param>
internal sealed record OciOperation(string Action, Func<OciRequest, ValueTask<OciError?>> Handler)
{
    /// <summary>The name of the action without its service, such as <c>PutImage</c>.</summary>
    public string Name { get; } = Action[(Action.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The name that calls are counted under.</summary>
    public string CountedName { get; } = string.Concat("v2.", Action.AsSpan(Action.IndexOf(':', StringComparison.Ordinal) + 1));
}
