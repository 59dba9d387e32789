using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Access;

/// <summary>A request to a signed API: the HTTP request with its body already read, and the service that it is for.</summary>
internal readonly record struct SignedRequest(HttpRequest Http, ReadOnlySequence<byte> Body, string Service);
