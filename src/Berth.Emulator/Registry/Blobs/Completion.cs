namespace Berth.Emulator.Registry.Blobs;

/// <summary>The result of completing an upload.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Pin">The stored blob if the upload was completed. The caller adds it to the repository, then disposes of the pin.</param>
internal readonly record struct Completion(CompletionStatus Status, BlobPin? Pin);
