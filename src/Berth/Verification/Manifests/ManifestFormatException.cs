using Berth.Verification.Verdicts;

namespace Berth.Verification.Manifests;

/// <summary>A manifest is malformed. It is caught inside this feature.</summary>
internal sealed class ManifestFormatException : BerthException
{
    public ManifestFormatException(UnrunnableKind kind, string message)
        : base(message) => Kind = kind;

    public UnrunnableKind Kind { get; }
}
