namespace Berth.Policies;

/// <summary>A statement of a policy document.</summary>
/// <param name="Sid">Its identifier, or <see langword="null"/>.</param>
/// <param name="Json">The statement as it was written.</param>
/// <param name="Canonical">The one text that all statements of this meaning have.</param>
internal sealed record PolicyDocumentStatement(string? Sid, string Json, string Canonical)
{
    public bool MeansTheSameAs(PolicyDocumentStatement other) => Canonical == other.Canonical;
}
