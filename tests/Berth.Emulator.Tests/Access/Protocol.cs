namespace Berth.Emulator.Tests.Access;

/// <summary>By which of the emulator's doors a request comes.</summary>
internal enum Protocol
{
    /// <summary>ECR's JSON API, signed.</summary>
    Api,

    /// <summary>The registry, with a token.</summary>
    Registry,
}
