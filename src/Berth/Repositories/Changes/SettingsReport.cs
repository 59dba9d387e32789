namespace Berth.Repositories.Changes;

/// <summary>What became of a repository's settings in one preparation, difference by difference.</summary>
public sealed record SettingsReport
{
    private SettingsReport(SettingsOutcome outcome, IReadOnlyList<ChangeReport> changes)
    {
        Outcome = outcome;
        Changes = changes;
    }

    /// <summary>Gets the report on a repository that is as desired.</summary>
    public static SettingsReport Unchanged { get; } = new(SettingsOutcome.Unchanged, []);

    /// <summary>Gets the report on a registry whose settings are not Berth's.</summary>
    public static SettingsReport NotApplicable { get; } = new(SettingsOutcome.Skipped, []);

    /// <summary>Gets what became of the settings as a whole.</summary>
    public SettingsOutcome Outcome { get; }

    /// <summary>Gets what became of each difference, in the order in which they were dealt with.</summary>
    public IReadOnlyList<ChangeReport> Changes { get; }

    /// <summary>Draws the report from what became of each difference.</summary>
    /// <param name="created">Whether the repository was created by this preparation.</param>
    /// <param name="changes">What became of each difference.</param>
    /// <returns>The report.</returns>
    public static SettingsReport Of(bool created, IReadOnlyList<ChangeReport> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        bool applied = false, left = false;
        foreach (var change in changes)
        {
            if (change.Outcome is ChangeOutcome.Failed or ChangeOutcome.Unfinished)
            {
                return new SettingsReport(SettingsOutcome.Incomplete, changes);
            }

            applied |= change.Outcome == ChangeOutcome.Applied;
            left |= change.Outcome is ChangeOutcome.Skipped or ChangeOutcome.Conflict;
        }

        return (created, applied, left) switch
        {
            (true, _, _) => new SettingsReport(SettingsOutcome.Created, changes),
            (_, true, _) => new SettingsReport(SettingsOutcome.Updated, changes),
            (_, _, true) => new SettingsReport(SettingsOutcome.Skipped, changes),
            _ => Unchanged,
        };
    }

    /// <inheritdoc/>
    public bool Equals(SettingsReport? other) =>
        other is not null && Outcome == other.Outcome && Changes.SequenceEqual(other.Changes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Outcome, Changes.Count);
}
