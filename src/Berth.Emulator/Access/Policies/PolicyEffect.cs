namespace Berth.Emulator.Access.Policies;

/// <summary>What a statement says about the requests it matches.</summary>
internal enum PolicyEffect
{
    /// <summary>They are allowed, unless something denies them.</summary>
    Allow,

    /// <summary>They are denied, whatever allows them.</summary>
    Deny,
}
