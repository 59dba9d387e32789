namespace Berth.Emulator.Access.Policies;

/// <summary>The effect of a statement on the requests that it applies to.</summary>
internal enum PolicyEffect
{
    /// <summary>They are allowed, unless a statement denies them.</summary>
    Allow,

    /// <summary>They are denied, even if another statement allows them.</summary>
    Deny,
}
