namespace Berth.Emulator.Access.Policies;

/// <summary>The comparison that a condition operator makes between one value of the request and one value of the document.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"/>
internal enum ConditionTest
{
    /// <summary>The same text, letter case included; no wildcards.</summary>
    StringEquals,

    /// <summary>The same text in any letter case.</summary>
    StringEqualsIgnoreCase,

    /// <summary>The text matches a pattern with <c>*</c> and <c>?</c>.</summary>
    StringLike,

    /// <summary>The same number.</summary>
    NumericEquals,

    /// <summary>The request's number is less.</summary>
    NumericLessThan,

    /// <summary>The request's number is less or the same.</summary>
    NumericLessThanEquals,

    /// <summary>The request's number is greater.</summary>
    NumericGreaterThan,

    /// <summary>The request's number is greater or the same.</summary>
    NumericGreaterThanEquals,

    /// <summary>The same point in time.</summary>
    DateEquals,

    /// <summary>The request's time is earlier.</summary>
    DateLessThan,

    /// <summary>The request's time is earlier or the same.</summary>
    DateLessThanEquals,

    /// <summary>The request's time is later.</summary>
    DateGreaterThan,

    /// <summary>The request's time is later or the same.</summary>
    DateGreaterThanEquals,

    /// <summary><c>true</c> or <c>false</c>, in any letter case.</summary>
    Bool,

    /// <summary>The same bytes, written in base64.</summary>
    BinaryEquals,

    /// <summary>The request's address is in the range of addresses, IPv4 or IPv6.</summary>
    IpAddress,

    /// <summary>The same as <see cref="ArnLike"/>, as in IAM.</summary>
    ArnEquals,

    /// <summary>Each of an ARN's six fields matches the pattern's field of the same place.</summary>
    ArnLike,

    /// <summary>Whether the key is absent from the request.</summary>
    Null,
}
