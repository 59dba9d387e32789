namespace Berth.Emulator.Storage;

/// <summary>The emulator could not keep a change: the disk is full or fails. Nothing of the change is visible.</summary>
internal sealed class StorageException(string message, Exception? innerException = null) : BerthException(message, innerException);
