namespace Berth.Oci.Distribution;

/// <summary>One error in a registry's response.</summary>
/// <param name="Code">The code, such as <c>NAME_UNKNOWN</c> or <c>MANIFEST_UNKNOWN</c>.</param>
/// <param name="Message">The registry's message, shortened, or empty.</param>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#error-codes"/>
public sealed record RegistryError(string Code, string Message);
