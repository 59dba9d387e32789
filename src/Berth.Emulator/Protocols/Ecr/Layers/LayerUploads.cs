using System.Text.RegularExpressions;
using Berth.Emulator.Protocols.Oci;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Layers;

/// <summary>Finds the upload that a request names.</summary>
internal static partial class LayerUploads
{
    private const string Member = "uploadId";
    private const string Pattern = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

    public static Guid ReadId(string? text)
    {
        var id = Check.Required(text, Member);
        return Grammar().IsMatch(id) ? Guid.ParseExact(id, "D") : throw Check.Refuse(Member, $"must satisfy regular expression '{Pattern}'");
    }

    public static async ValueTask<BlobUpload> FindAsync(Guid id, Repository repository, Call call, CancellationToken cancellationToken) =>
        await call.Emulator.Uploads.FindAsync(new UploadKey(id, UploadOperations.OwnerOf(repository)), cancellationToken).ConfigureAwait(false)
        ?? throw NotFound(id, repository);

    public static EcrErrorException NotFound(Guid id, Repository repository) =>
        new(EcrError.UploadNotFound(id, repository.Name, repository.Registry.Account));

    [GeneratedRegex("^" + Pattern + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
