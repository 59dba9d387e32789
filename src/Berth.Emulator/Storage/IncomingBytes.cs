using System.IO.Pipelines;

namespace Berth.Emulator.Storage;

/// <summary>Bytes on their way to an upload, and what their sender said of them.</summary>
/// <param name="Body">Where they are read from.</param>
/// <param name="First">Where in the blob they begin, or <see langword="null"/> for wherever the upload ends.</param>
/// <param name="Length">How many they are, or <see langword="null"/> where that was not said.</param>
internal readonly record struct IncomingBytes(PipeReader Body, long? First, long? Length);
