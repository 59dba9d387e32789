namespace Berth.Emulator.Protocols.Oci;

/// <summary>What a <c>Range</c> header asks for.</summary>
internal enum RangeRequest
{
    /// <summary>Everything: there is no such header, or it may be overlooked.</summary>
    Whole,

    /// <summary>A part.</summary>
    Part,

    /// <summary>Nothing that is there.</summary>
    Unsatisfiable,
}
