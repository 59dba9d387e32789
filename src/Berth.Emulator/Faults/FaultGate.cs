namespace Berth.Emulator.Faults;

/// <summary>What every call passes on its way in: it is counted, and what is planned for it begins.</summary>
internal static class FaultGate
{
    /// <summary>Counts a call and waits as long as is planned for it.</summary>
    /// <returns>What else is planned, or <see langword="null"/>.</returns>
    public static ValueTask<PlannedFault?> PassAsync(EmulatorContext emulator, string operation, CancellationToken cancellationToken)
    {
        emulator.Calls.Add(operation);
        return TakeAsync(emulator, operation, cancellationToken);
    }

    /// <summary>Waits as long as is planned for a call that is counted already.</summary>
    /// <returns>What else is planned, or <see langword="null"/>.</returns>
    public static ValueTask<PlannedFault?> TakeAsync(EmulatorContext emulator, string operation, CancellationToken cancellationToken) =>
        emulator.Faults.Take(operation) is { } fault
            ? WaitAsync(fault, emulator, cancellationToken)
            : ValueTask.FromResult<PlannedFault?>(null);

    private static async ValueTask<PlannedFault?> WaitAsync(PlannedFault fault, EmulatorContext emulator, CancellationToken cancellationToken)
    {
        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, emulator.Clock, cancellationToken).ConfigureAwait(false);
        }

        return fault.Kind == FaultKind.Delay ? null : fault;
    }
}
