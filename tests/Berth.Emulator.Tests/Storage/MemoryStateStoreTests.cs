using Berth.Emulator.Storage.Memory;

namespace Berth.Emulator.Tests.Storage;

public sealed class MemoryStateStoreTests : StateStoreContract
{
    public MemoryStateStoreTests() => Store = new MemoryStateStore();
}
