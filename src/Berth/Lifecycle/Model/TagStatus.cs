namespace Berth.Lifecycle.Model;

/// <summary>Which images a rule looks at, by whether they carry tags.</summary>
public enum TagStatus
{
    /// <summary>All images of the rule's storage class. Written <c>any</c>.</summary>
    Any,

    /// <summary>Images with tags that the rule's prefixes or patterns name. Written <c>tagged</c>.</summary>
    Tagged,

    /// <summary>Images without any tag. Written <c>untagged</c>.</summary>
    Untagged,
}
