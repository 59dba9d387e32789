using Berth.Emulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Pipeline;

/// <summary>One request as its protocol reads it: the parts of the <see cref="RequestPipeline"/> that differ between protocols.</summary>
internal abstract class ProtocolRequest(HttpContext http)
{
    public HttpContext Http => http;

    /// <summary>The id that the answer carries, in its headers and where the protocol has a place for it in its body.</summary>
    public string RequestId { get; } = Guid.NewGuid().ToString();

    /// <summary>
    /// The operation as IAM names it, such as <c>PutImage</c>; <see langword="null"/> if the request is not one. Only operations are counted and
    /// have faults. Read after <see cref="AuthenticateAsync"/>.
    /// </summary>
    public abstract string? Operation { get; }

    /// <summary>The name in the call counts: <see cref="Operation"/> with the prefix of the protocol.</summary>
    public virtual string? CountedOperation => Operation;

    /// <summary>The repository that the request names, or <see langword="null"/>. It need not exist or be valid.</summary>
    public virtual string? RepositoryName => null;

    /// <summary>Reads the request and authenticates its caller.</summary>
    /// <returns><see langword="false"/> if the request is refused and the refusal is written.</returns>
    public abstract ValueTask<bool> AuthenticateAsync();

    /// <summary>Authorizes and executes the operation and writes its answer or error.</summary>
    /// <returns>Whether the operation succeeded.</returns>
    public abstract ValueTask<bool> HandleAsync();

    /// <summary>Writes the error of a fault in the form of the protocol.</summary>
    public abstract ValueTask WriteFaultAsync(PlannedFault fault);

    /// <summary>Releases the buffer of the request's body.</summary>
    public virtual void Release()
    {
    }
}
