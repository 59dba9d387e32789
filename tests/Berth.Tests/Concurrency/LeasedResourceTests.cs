using Berth.Concurrency;

namespace Berth.Tests.Concurrency;

public sealed class LeasedResourceTests
{
    private readonly List<Resource> created = [];
    private readonly LeasedResource<Resource> leased;

    public LeasedResourceTests() => leased = new LeasedResource<Resource>(() =>
    {
        created.Add(new Resource());
        return created[^1];
    });

    [Fact]
    public void Release_WithoutLease_DisposesAndALaterUseCreatesAnother()
    {
        leased.Release();
        using (leased.Use())
        using (leased.Use())
        {
            Assert.Single(created);
        }

        leased.Release();
        Assert.Equal(1, created[0].Disposals);

        using var later = leased.Use();
        Assert.Same(created[1], later.Value);
        Assert.Equal(0, created[1].Disposals);
    }

    [Fact]
    public void Release_WithLeases_DisposesAtTheEndOfTheLast()
    {
        var one = leased.Use();
        var other = leased.Use();
        leased.Release();

        one.Dispose();
        one.Dispose();
        Assert.Equal(0, created[0].Disposals);

        other.Dispose();
        Assert.Equal(1, created[0].Disposals);
    }

    [Fact]
    public void Use_CreationFails_IsTriedAgain()
    {
        var fails = true;
        var unreliable = new LeasedResource<Resource>(() => fails ? throw new InvalidOperationException("no") : new Resource());
        Assert.Throws<InvalidOperationException>(unreliable.Use);

        fails = false;
        using var lease = unreliable.Use();
        Assert.NotNull(lease.Value);
    }

    private sealed class Resource : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
