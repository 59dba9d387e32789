namespace Berth.Emulator.Access.Policies;

/// <summary>The values of a multivalued key that must match.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"/>
internal enum ConditionSet
{
    /// <summary>The key has one value.</summary>
    None,

    /// <summary><c>ForAnyValue:</c>, at least one.</summary>
    ForAnyValue,

    /// <summary><c>ForAllValues:</c>, all of them; true for a key without values.</summary>
    ForAllValues,
}
