using System.Buffers;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>One operation of ECR's API.</summary>
internal interface IOperation
{
    /// <summary>The name, as the <c>X-Amz-Target</c> header has it after the dot.</summary>
    string Name { get; }

    /// <summary>The greatest number of bytes of a request.</summary>
    long MaxRequestBytes { get; }

    /// <summary>Reads the request, does the work and writes the answer.</summary>
    /// <exception cref="EcrErrorException">The caller gets an error instead.</exception>
    ValueTask ExecuteAsync(Call call, ReadOnlySequence<byte> request, IBufferWriter<byte> response, CancellationToken cancellationToken);
}
