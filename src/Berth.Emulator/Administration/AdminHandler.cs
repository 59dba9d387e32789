using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Berth.Emulator.Hosting;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Administration;

/// <summary>The administration of a running emulator, below <c>/_berth/</c>: clock, faults, lifecycle, garbage collection, counts. Only programs on this machine can use it.</summary>
internal sealed class AdminHandler(EmulatorContext emulator)
{
    public const string PathPrefix = "/_berth/";

    private const long MaxRequestBytes = 64 * 1024;

    /// <summary>The headers of requests that a proxy or a web page sent.</summary>
    private static readonly string[] ForeignHeaders = ["X-Forwarded-For", "Forwarded", "Via", "Origin"];

    public async Task HandleAsync(HttpContext http)
    {
        try
        {
            // A proxy on this machine connects from the loopback for remote clients, and a browser for the pages that it shows.
            if (http.Connection.RemoteIpAddress is not { } address
                || !IPAddress.IsLoopback(address)
                || ForeignHeaders.Any(http.Request.Headers.ContainsKey)
                || http.Request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "none"))
            {
                throw new AdminException(
                    403, "The administration is open to programs on the emulator's own machine only, without a proxy and not to web pages.");
            }

            await AnswerAsync(http).ConfigureAwait(false);
        }
        catch (AdminException exception)
        {
            await WriteAsync(http, exception.Status, new AdminProblem(exception.Message), AdminJson.Default.AdminProblem).ConfigureAwait(false);
        }
        catch (BodyTooLargeException exception)
        {
            await WriteAsync(http, 413, new AdminProblem(exception.Message), AdminJson.Default.AdminProblem).ConfigureAwait(false);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        var body = await RequestBody.ReadAsync(http.Request, MaxRequestBytes, http.RequestAborted).ConfigureAwait(false);
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonSerializer.Deserialize(ref reader, type) ?? throw new AdminException(400, "The body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new AdminException(400, $"The body is not valid: {exception.Message}");
        }
        finally
        {
            http.Request.BodyReader.AdvanceTo(body.End);
        }
    }

    private static async Task WriteAsync<T>(HttpContext http, int status, T answer, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        switch (http.Request.Method, http.Request.Path.Value![PathPrefix.Length..])
        {
            case ("GET", "health"):
                await WriteAsync(http, 200, new HealthAnswer("ok", emulator.Instance), AdminJson.Default.HealthAnswer).ConfigureAwait(false);
                break;
            case ("GET", "clock"):
                await WriteClockAsync(http).ConfigureAwait(false);
                break;
            case ("POST", "clock"):
                Move(await ReadAsync(http, AdminJson.Default.ClockRequest).ConfigureAwait(false));

                // The response is sent after the policies that are due at the new time have run.
                await emulator.Lifecycle.RunDueAsync(int.MaxValue, http.RequestAborted).ConfigureAwait(false);
                await WriteClockAsync(http).ConfigureAwait(false);
                break;
            case ("GET", "faults"):
                await WriteFaultsAsync(http).ConfigureAwait(false);
                break;
            case ("POST", "faults"):
                Plan(await ReadAsync(http, AdminJson.Default.FaultShape).ConfigureAwait(false));
                await WriteFaultsAsync(http).ConfigureAwait(false);
                break;
            case ("DELETE", "faults"):
                emulator.Faults.Clear();
                await WriteFaultsAsync(http).ConfigureAwait(false);
                break;
            case ("POST", "lifecycle"):
                var run = await emulator.Lifecycle.RunAllAsync(http.RequestAborted).ConfigureAwait(false);
                await WriteAsync(http, 200, run, AdminJson.Default.LifecycleRun).ConfigureAwait(false);
                break;
            case ("POST", "sweep"):
                var sweep = await emulator.GarbageCollector.RunAsync(http.RequestAborted).ConfigureAwait(false);
                await WriteAsync(http, 200, new SweepAnswer(sweep.Blobs, sweep.Bytes, sweep.Uploads), AdminJson.Default.SweepAnswer)
                    .ConfigureAwait(false);
                break;
            case ("GET", "calls"):
                await WriteCallsAsync(http).ConfigureAwait(false);
                break;
            case ("DELETE", "calls"):
                emulator.Calls.Reset();
                await WriteCallsAsync(http).ConfigureAwait(false);
                break;
            case (_, "health" or "clock" or "faults" or "lifecycle" or "sweep" or "calls"):
                throw new AdminException(405, $"{http.Request.Method} is not allowed for this path.");
            default:
                throw new AdminException(404, "The path does not exist. The paths below /_berth/ are clock, faults, lifecycle, sweep, calls and health.");
        }
    }

    private void Move(ClockRequest request)
    {
        try
        {
            switch (request)
            {
                case { Advance: { } span, Set: null, Reset: null }:
                    emulator.Clock.Advance(DurationText.Read(span, "advance"));
                    break;
                case { Advance: null, Set: { } time, Reset: null }:
                    emulator.Clock.Set(time);
                    break;
                case { Advance: null, Set: null, Reset: true }:
                    emulator.Clock.Reset();
                    break;
                default:
                    throw new AdminException(400, "Give exactly one of advance (a duration such as 3d), set (a time) and reset (true).");
            }
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new AdminException(400, exception.Message);
        }
    }

    private void Plan(FaultShape shape)
    {
        try
        {
            emulator.Faults.Add(shape.ToFault());
        }
        catch (ArgumentException exception)
        {
            throw new AdminException(400, exception.Message);
        }
    }

    private Task WriteClockAsync(HttpContext http) => WriteAsync(
        http, 200, new ClockAnswer(emulator.Clock.GetUtcNow(), emulator.Clock.Offset.TotalSeconds), AdminJson.Default.ClockAnswer);

    private Task WriteFaultsAsync(HttpContext http) => WriteAsync(
        http, 200, new FaultsAnswer([.. emulator.Faults.Pending.Select(FaultShape.Of)]), AdminJson.Default.FaultsAnswer);

    private Task WriteCallsAsync(HttpContext http) => WriteAsync(
        http, 200, new CallsAnswer(emulator.Calls.Total, emulator.Calls.ToDictionary()), AdminJson.Default.CallsAnswer);
}
