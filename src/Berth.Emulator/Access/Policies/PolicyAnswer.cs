namespace Berth.Emulator.Access.Policies;

/// <summary>What documents of one kind say about a request, taken together.</summary>
internal enum PolicyAnswer
{
    /// <summary>Nothing.</summary>
    Silent,

    /// <summary>At least one statement allows it and none denies it.</summary>
    Allow,

    /// <summary>A statement denies it.</summary>
    Deny,
}
