namespace Berth.Oci.Configuration;

/// <summary>A docker configuration cannot be used as it is. It is caught inside this folder.</summary>
internal sealed class DockerConfigFormatException(DockerConfigFault fault) : Exception(fault.What)
{
    public DockerConfigFault Fault { get; } = fault;
}
