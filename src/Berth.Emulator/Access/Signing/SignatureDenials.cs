namespace Berth.Emulator.Access.Signing;

/// <summary>The codes of signature faults in ECR's JSON protocol and STS's Query protocol.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html"/>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html"/>
internal static class SignatureDenials
{
    public const string InvalidToken = "The security token included in the request is invalid.";
    public const string ExpiredToken = "The security token included in the request is expired";

    public const string WrongSignature =
        "The request signature we calculated does not match the signature you provided. "
        + "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";

    /// <summary>Creates the denial for the protocol of a service.</summary>
    public static Denial Of(SignatureFault fault, string service, string message)
    {
        var (json, query, queryStatus) = fault switch
        {
            SignatureFault.Missing => ("MissingAuthenticationTokenException", "MissingAuthenticationToken", 403),
            SignatureFault.Incomplete => ("IncompleteSignatureException", "IncompleteSignature", 400),
            SignatureFault.UnknownKey => ("UnrecognizedClientException", "InvalidClientTokenId", 403),
            SignatureFault.Expired => ("ExpiredTokenException", "ExpiredToken", 403),
            _ => ("InvalidSignatureException", "SignatureDoesNotMatch", 403),
        };
        return service == "sts" ? new Denial(queryStatus, query, message) : new Denial(400, json, message);
    }
}
