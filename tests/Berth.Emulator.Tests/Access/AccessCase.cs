using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Tests.Access;

/// <summary>One case of the matrix: the caller, the request, the policies, and the decision by IAM's documentation.</summary>
internal sealed record AccessCase(string Name, AccessReason Expected)
{
    /// <summary>The user's or the role's identity policy; none by default.</summary>
    public string? Identity { get; init; }

    /// <summary>Whether a session of the role asks, and not the user.</summary>
    public bool IsSession { get; init; }

    /// <summary>The session policy, which makes the caller a session.</summary>
    public string? Session { get; init; }

    /// <summary>The policy of the repository.</summary>
    public string? Repository { get; init; }

    /// <summary>The account of the repository.</summary>
    public string Owner { get; init; } = Policy.Home;

    public string RepositoryName { get; init; } = "projects/a";

    public Protocol Protocol { get; init; }

    public string Action { get; init; } = "ecr:BatchGetImage";

    /// <summary>The resource tag <c>team</c> of the repository.</summary>
    public string? Team { get; init; }
}
