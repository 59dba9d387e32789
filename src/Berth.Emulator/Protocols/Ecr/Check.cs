using System.Diagnostics.CodeAnalysis;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>The constraints of the API's shapes, refused with ECR's texts.</summary>
internal static class Check
{
    public const string RegistryIdMember = "registryId";
    public const string RepositoryNameMember = "repositoryName";

    public static EcrErrorException Refuse(string member, string reason) => new(EcrError.InvalidParameter(member, reason));

    public static T Required<T>([NotNull] T? value, string member)
        where T : class => value ?? throw Refuse(member, "Member must not be null");

    public static string Length(string value, int least, int most, string member)
    {
        if (value.Length < least)
        {
            throw Refuse(member, $"must have length greater than or equal to {least}");
        }

        return value.Length <= most ? value : throw Refuse(member, $"must have length less than or equal to {most}");
    }

    public static IReadOnlyList<T> Count<T>(IReadOnlyList<T> list, int least, int most, string member)
    {
        if (list.Count < least)
        {
            throw Refuse(member, $"Member must have length greater than or equal to {least}");
        }

        return list.Count <= most ? list : throw Refuse(member, $"Member must have length less than or equal to {most}");
    }

    public static long Range(long value, long least, long most, string member)
    {
        if (value < least)
        {
            throw Refuse(member, $"Member must have value greater than or equal to {least}");
        }

        return value <= most ? value : throw Refuse(member, $"Member must have value less than or equal to {most}");
    }

    /// <summary>Checks an enumerated text.</summary>
    /// <returns>Its place among <paramref name="values"/>.</returns>
    public static int OneOf(string value, string[] values, string member)
    {
        var index = Array.IndexOf(values, value);
        return index >= 0 ? index : throw Refuse(member, $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
    }

    public static RepositoryName Name([NotNull] string? value, string member = RepositoryNameMember)
    {
        var text = Length(Required(value, member), RepositoryName.MinLength, RepositoryName.MaxLength, member);
        return RepositoryName.TryParse(text, out var name)
            ? name
            : throw Refuse(member, $"must satisfy regular expression '{RepositoryName.Pattern}'");
    }

    public static AccountId Account(string value, string member = RegistryIdMember) =>
        AccountId.TryParse(value, out var account) ? account : throw Refuse(member, "must satisfy regular expression '[0-9]{12}'");
}
