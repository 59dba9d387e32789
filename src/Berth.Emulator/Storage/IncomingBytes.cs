using System.IO.Pipelines;

namespace Berth.Emulator.Storage;

/// <summary>The bytes of a request to an upload, with the position and length that its headers give.</summary>
/// <param name="Body">Reads the bytes.</param>
/// <param name="First">The offset of the first byte, or <see langword="null"/> for the end of the upload.</param>
/// <param name="Length">The number of bytes, or <see langword="null"/> if it is not given.</param>
internal readonly record struct IncomingBytes(PipeReader Body, long? First, long? Length);
