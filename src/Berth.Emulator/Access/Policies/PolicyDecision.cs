namespace Berth.Emulator.Access.Policies;

/// <summary>The combined decision of the documents of one kind.</summary>
internal enum PolicyDecision
{
    /// <summary>No statement applies: an implicit deny.</summary>
    None,

    /// <summary>At least one statement allows it and none denies it.</summary>
    Allow,

    /// <summary>A statement denies it.</summary>
    Deny,
}
