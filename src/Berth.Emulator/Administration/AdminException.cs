namespace Berth.Emulator.Administration;

/// <summary>Ends an administrative request with a status and a sentence.</summary>
internal sealed class AdminException(int status, string message) : BerthException(message)
{
    public int Status { get; } = status;
}
