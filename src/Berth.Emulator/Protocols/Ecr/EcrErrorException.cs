namespace Berth.Emulator.Protocols.Ecr;

/// <summary>Ends an operation with the error that its caller gets.</summary>
internal sealed class EcrErrorException(EcrError error) : BerthException(error.Message)
{
    public EcrError Error { get; } = error;
}
