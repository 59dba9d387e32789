namespace Berth.Emulator.Registry.Blobs;

/// <summary>The answer to the wish to complete an upload.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Pin">The stored blob, where it was completed; the caller links it to the repository, then disposes this.</param>
internal readonly record struct Completion(CompletionStatus Status, BlobPin? Pin);
