namespace Berth.Emulator.Storage;

/// <summary>One change of the stored state. The derived types are in the namespace <c>Changes</c>; a store must handle each of them.</summary>
public abstract record StateChange
{
    private protected StateChange()
    {
    }
}
