using System.Collections.Immutable;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>The images that a listing returns: tagged or untagged, and in which state. Without a state, only active images.</summary>
internal sealed record ImageFilterShape(string? TagStatus, string? ImageStatus)
{
    private static readonly string[] TagStatuses = ["TAGGED", "UNTAGGED", "ANY"];
    private static readonly string[] ImageStatuses = ["ACTIVE", "ARCHIVED", "ACTIVATING", "ANY"];

    public void Validate()
    {
        if (TagStatus is not null)
        {
            Check.OneOf(TagStatus, TagStatuses, "filter.tagStatus");
        }

        if (ImageStatus is not null)
        {
            Check.OneOf(ImageStatus, ImageStatuses, "filter.imageStatus");
        }
    }

    public bool Admits(StoredImage image, ImmutableArray<Berth.Names.Tag> tags) =>
        AdmitsTags(tags.IsEmpty) && (ImageStatus ?? "ACTIVE") is var wanted && (wanted == "ANY" || wanted == StatusText(image.Status));

    public bool AdmitsTags(bool isUntagged) => TagStatus switch
    {
        "TAGGED" => !isUntagged,
        "UNTAGGED" => isUntagged,
        _ => true,
    };

    public static string StatusText(ImageStatus status) => ImageStatuses[(int)status];
}
