namespace Berth.Emulator.Protocols.Oci;

/// <summary>The request of a <c>Range</c> header.</summary>
internal enum RangeRequest
{
    /// <summary>Everything: there is no such header, or it may be overlooked.</summary>
    Whole,

    /// <summary>A part.</summary>
    Part,

    /// <summary>Nothing that is there.</summary>
    Unsatisfiable,
}
