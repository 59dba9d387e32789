using Berth.Verification.Verdicts;

namespace Berth.Verification.Manifests;

/// <summary>A manifest cannot be read; caught where it is parsed, and never seen outside.</summary>
internal sealed class ManifestFormatException : BerthException
{
    public ManifestFormatException(UnrunnableKind kind, string message)
        : base(message) => Kind = kind;

    public UnrunnableKind Kind { get; }
}
