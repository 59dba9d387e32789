namespace Berth.Emulator.Access.Policies;

/// <summary>The condition operators that are evaluated. Any other is refused when a document is read, so that none is silently ignored.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"/>
internal enum ConditionOperator
{
    /// <summary>The same text, letter case included; no wildcards.</summary>
    StringEquals,

    /// <summary>The text fits a pattern with <c>*</c> and <c>?</c>.</summary>
    StringLike,

    /// <summary>The same as <see cref="ArnLike"/>, as in IAM.</summary>
    ArnEquals,

    /// <summary>Each of an ARN's six fields fits the pattern's field of the same place.</summary>
    ArnLike,
}
