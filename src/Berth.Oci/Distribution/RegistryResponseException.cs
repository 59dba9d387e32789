using System.Net;

namespace Berth.Oci.Distribution;

/// <summary>A registry, or the token server that it sends its clients to, answered with something else than what was asked for.</summary>
public sealed class RegistryResponseException : BerthException
{
    internal RegistryResponseException(
        HttpMethod method,
        Uri uri,
        HttpStatusCode statusCode,
        IReadOnlyList<RegistryError> errors,
        bool isRegistry,
        TimeSpan? retryAfter = null,
        string? remedy = null)
        : base(MessageOf(method, uri, statusCode, errors, remedy))
    {
        Method = method;
        RequestUri = uri;
        StatusCode = statusCode;
        Errors = errors;
        IsRegistry = isRegistry;
        RetryAfter = retryAfter;
    }

    /// <summary>Gets the method of the request.</summary>
    public HttpMethod Method { get; }

    /// <summary>Gets the URI of the request; a query is left out, as it may hold a signature.</summary>
    public Uri RequestUri { get; }

    /// <summary>Gets the status of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the errors that the answer's body states; empty where it has no such body, as for every HEAD request.</summary>
    public IReadOnlyList<RegistryError> Errors { get; }

    /// <summary>Gets a value indicating whether the answer bears a registry's marks: its error format or its version header.</summary>
    public bool IsRegistry { get; }

    /// <summary>Gets how long the registry asks to wait before the next request, where it does.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Gets a value indicating whether the same request may succeed later: status 408, 429, 500, 502, 503 or 504.</summary>
    public bool IsTransient => (int)StatusCode is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Says whether the answer states an error of this code.</summary>
    /// <param name="code">The code, such as <c>NAME_UNKNOWN</c>.</param>
    /// <returns>Whether it does.</returns>
    public bool HasError(string code) => Errors.Any(error => error.Code == code);

    private static string MessageOf(HttpMethod method, Uri uri, HttpStatusCode statusCode, IReadOnlyList<RegistryError> errors, string? remedy)
    {
        var stated = string.Join("; ", errors.Select(error => error.Message.Length == 0 ? error.Code : $"{error.Code}: {error.Message}"));
        var message = $"{method} {uri} was answered with {(int)statusCode}{(stated.Length == 0 ? string.Empty : $" {stated}")}";
        return remedy is null ? message : $"{message}; {remedy}";
    }
}
