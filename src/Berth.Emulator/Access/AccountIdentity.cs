using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>An account of an identities file.</summary>
/// <param name="Id">Its twelve digits.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Organization">The organization that it belongs to, or <see langword="null"/>.</param>
/// <param name="OrganizationPath">Its path in the organization, such as <c>o-a/r-b/ou-c/</c>, or <see langword="null"/>.</param>
internal sealed record AccountIdentity(AccountId Id, Partition Partition, string? Organization, string? OrganizationPath = null);
