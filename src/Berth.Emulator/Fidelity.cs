namespace Berth.Emulator;

/// <summary>Which rule holds where ECR departs from the OCI distribution specification.</summary>
public enum Fidelity
{
    /// <summary>The specification where ECR's departure is a defect, ECR everywhere else. Every conforming client works.</summary>
    Specification,

    /// <summary>ECR as it answers today, defects included: for testing that a client copes with them.</summary>
    Ecr,
}
