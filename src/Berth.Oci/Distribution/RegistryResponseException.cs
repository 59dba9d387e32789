using System.Net;

namespace Berth.Oci.Distribution;

/// <summary>A registry, or its token server, returned an error.</summary>
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

    /// <summary>Gets the URI of the request; without the query, which may hold a signature.</summary>
    public Uri RequestUri { get; }

    /// <summary>Gets the status of the response.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>Gets the errors in the body of the response; empty if it has no such body, as for HEAD requests.</summary>
    public IReadOnlyList<RegistryError> Errors { get; }

    /// <summary>Gets a value indicating whether the response has the error format or the version header of a registry.</summary>
    public bool IsRegistry { get; }

    /// <summary>Gets the time to wait before the next request, if the registry states one.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Gets a value indicating whether the same request may succeed later: status 408, 429, 500, 502, 503 or 504.</summary>
    public bool IsTransient => (int)StatusCode is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>Returns whether the response has an error with this code.</summary>
    /// <param name="code">The code, such as <c>NAME_UNKNOWN</c>.</param>
    /// <returns>Whether there is such an error.</returns>
    public bool HasError(string code) => Errors.Any(error => error.Code == code);

    private static string MessageOf(HttpMethod method, Uri uri, HttpStatusCode statusCode, IReadOnlyList<RegistryError> errors, string? remedy)
    {
        var stated = string.Join("; ", errors.Select(error => error.Message.Length == 0 ? error.Code : $"{error.Code}: {error.Message}"));
        var message = $"{method} {uri} was answered with {(int)statusCode}{(stated.Length == 0 ? string.Empty : $" {stated}")}";
        return remedy is null ? message : $"{message}; {remedy}";
    }
}
