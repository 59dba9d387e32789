using System.Net;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>An emulator whose storage is full refuses blobs that do not fit and still accepts others.</summary>
public sealed class StorageFullTests : DistributionTest
{
    private const int Limit = 1_000_000;

    [Theory]
    [InlineData("POST")]
    [InlineData("PATCH")]
    [InlineData("PUT")]
    public async Task Upload_MoreThanThereIsRoomFor_Is507AndNothingShows(string method)
    {
        var blob = new byte[Limit * 2];
        var path = method == "POST" ? "/v2/demo/app/blobs/uploads/" : await Oci.BeginAsync();
        await RefusedAsync(
            await Oci.SendAsync(new HttpMethod(method), $"{path}?digest={DigestOf(blob)}", blob), HttpStatusCode.InsufficientStorage, "DENIED");
        Assert.Empty(await Emulator.Context.Blobs.ListAsync(Token).ToListAsync(Token));
        await Oci.PushBlobAsync(new byte[Limit / 2]);
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { MemoryLimit = Limit };
}
