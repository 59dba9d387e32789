namespace Berth.Emulator.Access.Signing;

/// <summary>The reason why a request is not authenticated. Each fault has its own code in each protocol.</summary>
internal enum SignatureFault
{
    /// <summary>It is not signed.</summary>
    Missing,

    /// <summary>Its authorization header, or its date, lacks something.</summary>
    Incomplete,

    /// <summary>Its access key or its session token does not exist.</summary>
    UnknownKey,

    /// <summary>Its signature, scope or time is wrong.</summary>
    Mismatch,

    /// <summary>Its session has expired.</summary>
    Expired,
}
