using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Access;

/// <summary>A request to a signed API: the HTTP request, its body and its service.</summary>
internal readonly record struct SignedRequest(HttpRequest Http, ReadOnlySequence<byte> Body, string Service);
