namespace Berth.Repositories.Changes;

/// <summary>Receives the records of changes before the recorders do, and their failures. Its methods do not throw.</summary>
internal interface IChangeListener
{
    /// <summary>Called for each change record.</summary>
    void ChangeRecorded(ChangeRecord record);

    /// <summary>Called when a recorder fails or exceeds its time limit.</summary>
    void RecorderFailed(IChangeRecorder recorder, ChangeRecord record, Exception failure);
}
