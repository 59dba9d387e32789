namespace Berth.Emulator.Tests.Access;

/// <summary>The protocol of a request.</summary>
internal enum Protocol
{
    /// <summary>ECR's JSON API, signed.</summary>
    Api,

    /// <summary>The registry, with a token.</summary>
    Registry,
}
