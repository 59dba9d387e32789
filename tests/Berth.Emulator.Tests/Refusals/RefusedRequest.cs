using System.Text.Json;

namespace Berth.Emulator.Tests.Refusals;

/// <summary>A request of the corpus: over <c>/v2/</c> with a method and a path, or over the JSON API with an operation.</summary>
public sealed record RefusedRequest
{
    public string? Method { get; init; }

    public string? Path { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Gets the <c>Content-Range</c>.</summary>
    public string? Range { get; init; }

    public string? Operation { get; init; }

    /// <summary>Gets the body: a text, or JSON. Strings such as <c>{layer}</c> stand for values of the scene.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>Gets a value indicating whether the request has no credentials.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Gets a value indicating whether the request is signed with an access key that does not exist.</summary>
    public bool UnknownKey { get; init; }
}
