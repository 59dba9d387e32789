namespace Berth.Emulator.Protocols.Sts;

/// <summary>Ends an operation of STS with the error that its caller gets.</summary>
internal sealed class StsException(StsError error) : BerthException(error.Message)
{
    public StsError Error { get; } = error;
}
