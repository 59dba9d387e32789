using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>
/// The users and roles of an emulator, in any number of accounts, read from the JSON of an identities file. An emulator with identities
/// verifies signatures and enforces policies; without identities any signed request is allowed.
/// </summary>
public sealed class IdentityDirectory
{
    private readonly FrozenDictionary<string, (UserIdentity User, AccessKey Key)> keys;
    private readonly FrozenDictionary<string, RoleIdentity> roles;
    private readonly FrozenDictionary<string, UserIdentity> users;

    internal IdentityDirectory(
        IReadOnlyCollection<UserIdentity> users, IReadOnlyCollection<RoleIdentity> roles, IReadOnlyList<(string Place, string Warning)> warnings)
    {
        Warnings = warnings;
        keys = users
            .SelectMany(static user => user.AccessKeys.Select(key => (user, key)))
            .ToFrozenDictionary(static pair => pair.key.Id, StringComparer.Ordinal);
        this.users = users.ToFrozenDictionary(static user => user.Arn.ToString(), StringComparer.Ordinal);
        this.roles = roles.ToFrozenDictionary(static role => role.Arn.ToString(), StringComparer.Ordinal);
    }

    /// <summary>Gets the warnings about the policies of the file, each with its place.</summary>
    internal IReadOnlyList<(string Place, string Warning)> Warnings { get; }

    /// <summary>Reads identities from their text.</summary>
    /// <param name="json">The text of an identities file.</param>
    /// <param name="source">The name of the text in messages, such as the file's path.</param>
    /// <returns>The identities.</returns>
    /// <exception cref="InvalidInputException">The text has faults; the exception lists all of them, each with its JSON path.</exception>
    public static IdentityDirectory Parse(string json, string source = "identities")
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(source);
        var faults = new List<Fault>();
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            return new IdentityReader(faults).Read(document.RootElement, source) ?? throw new InvalidInputException(faults);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidInputException([new Fault(source, $"it is not JSON: {exception.Message}", "write a JSON object with the member accounts")]);
        }
    }

    /// <summary>Reads an identities file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The identities.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, or has faults; the exception lists all of them, each with its JSON path.</exception>
    public static async Task<IdentityDirectory> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string json;
        try
        {
            json = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException([new Fault(path, exception.Message, "name an identities file that can be read")]);
        }

        return Parse(json, path);
    }

    internal bool TryFindKey(string accessKeyId, [NotNullWhen(true)] out UserIdentity? user, [NotNullWhen(true)] out AccessKey? key)
    {
        var isFound = keys.TryGetValue(accessKeyId, out var pair);
        (user, key) = pair;
        return isFound;
    }

    internal RoleIdentity? FindRole(Arn arn) => roles.GetValueOrDefault(arn.ToString());

    /// <summary>Returns whether a policy may name an ARN: that of a user or a role that exists, or of any session.</summary>
    internal bool Exists(Arn arn) => arn.Service == "sts" || roles.ContainsKey(arn.ToString()) || users.ContainsKey(arn.ToString());
}
