namespace Berth.Emulator.Tests;

/// <summary>A directory of a test's own, removed when it ends.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("berth-emulator-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
