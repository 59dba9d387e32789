namespace Berth.Oci.Configuration;

/// <summary>Where a member of a JSON object stands in its document.</summary>
/// <param name="Name">The member's name, unescaped.</param>
/// <param name="LeadStart">Where the white space before the name begins: after the brace or comma.</param>
/// <param name="NameStart">Where the name's opening quote stands.</param>
/// <param name="ValueStart">Where the value begins.</param>
/// <param name="ValueEnd">Where the value has ended.</param>
/// <param name="IsObject">Whether the value is an object.</param>
/// <param name="IsNull">Whether the value is null.</param>
internal sealed record JsonMember(string Name, int LeadStart, int NameStart, int ValueStart, int ValueEnd, bool IsObject, bool IsNull);
