namespace Berth.Emulator;

/// <summary>The behaviour of <c>/v2/</c> where ECR differs from the OCI distribution specification.</summary>
public enum Fidelity
{
    /// <summary>ECR as it answers today, refusals and defects included.</summary>
    Ecr,

    /// <summary>The OCI distribution specification.</summary>
    Oci,
}
