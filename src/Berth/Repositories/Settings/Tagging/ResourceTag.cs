namespace Berth.Repositories.Settings.Tagging;

/// <summary>A resource tag of a repository: a key of 1 to 128 and a value of 0 to 256 characters.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value; it may be empty.</param>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Tag.html"/>
public sealed record ResourceTag(string Key, string Value);
