namespace Berth.Emulator.Access.Policies;

/// <summary>The kind of entity that a policy document is attached to. It determines the required and the allowed members.</summary>
internal enum PolicyKind
{
    /// <summary>On a user or a role: no principal, resources named.</summary>
    Identity,

    /// <summary>Passed to AssumeRole: written like an identity policy; it limits the session.</summary>
    Session,

    /// <summary>On a repository: names principals; its resource is the repository, even if a resource is named.</summary>
    Repository,

    /// <summary>The trust policy of a role: the principals that can assume it. Its resource is the role, which is not named.</summary>
    Trust,
}
