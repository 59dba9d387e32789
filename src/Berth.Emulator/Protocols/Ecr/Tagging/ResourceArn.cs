using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Tagging;

/// <summary>Finds the repository that a resource ARN names; only repositories have tags in the emulator.</summary>
internal static class ResourceArn
{
    private const string Member = "resourceArn";

    public static Repository Find(string? text, Call call, string action, IReadOnlyDictionary<string, string>? requestTags = null)
    {
        if (!Arn.TryParse(Check.Required(text, Member), out var arn) || arn.Repository is not { } name)
        {
            throw Check.Refuse(Member, "Invalid ARN");
        }

        if (arn.Region != call.Caller.Region)
        {
            throw Check.Refuse(Member, "Invalid ARN");
        }

        return call.Repository(call.Emulator.State.Registry(new RegistryKey(arn.Account!, arn.Region!)), name, action, requestTags);
    }
}
