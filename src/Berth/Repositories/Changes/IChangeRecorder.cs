namespace Berth.Repositories.Changes;

/// <summary>The port that takes the record of every change made to a repository.</summary>
public interface IChangeRecorder
{
    /// <summary>Takes the record of one call. What it throws never fails the deployment, and it gets half a second at most.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cancellationToken">Cancels the recording.</param>
    /// <returns>A task that ends when the record is kept.</returns>
    ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken);
}
