namespace Berth.Emulator.Access.Signing;

/// <summary>Why a request is not known to come from anybody. Each has a code of its own in either protocol.</summary>
internal enum SignatureFault
{
    /// <summary>It is not signed.</summary>
    Missing,

    /// <summary>Its authorization header, or its date, lacks something.</summary>
    Incomplete,

    /// <summary>Its access key or its session token is of nobody.</summary>
    UnknownKey,

    /// <summary>Its signature, scope or time does not fit.</summary>
    Mismatch,

    /// <summary>Its session has ended.</summary>
    Expired,
}
