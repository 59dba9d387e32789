namespace Berth.Oci.Configuration;

/// <summary>The position of a member of a JSON object in its document.</summary>
/// <param name="Name">The member's name, unescaped.</param>
/// <param name="LeadStart">The start of the white space before the name, behind the brace or comma.</param>
/// <param name="NameStart">The position of the name's opening quote.</param>
/// <param name="ValueStart">The start of the value.</param>
/// <param name="ValueEnd">The end of the value.</param>
/// <param name="IsObject">Whether the value is an object.</param>
/// <param name="IsNull">Whether the value is null.</param>
internal sealed record JsonMember(string Name, int LeadStart, int NameStart, int ValueStart, int ValueEnd, bool IsObject, bool IsNull);
