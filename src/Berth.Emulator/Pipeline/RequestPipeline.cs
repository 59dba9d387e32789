using System.Globalization;
using Berth.Emulator.Faults;
using Berth.Emulator.Hosting;

namespace Berth.Emulator.Pipeline;

/// <summary>The steps of every request of every protocol: authenticate, count, apply faults, handle.</summary>
/// <param name="faults">The planned faults.</param>
/// <param name="calls">The call counts.</param>
/// <param name="clock">The clock that delays are measured by.</param>
/// <param name="stopping">Ends faults that have no end of their own.</param>
internal sealed class RequestPipeline(FaultPlan faults, CallCounts calls, TimeProvider clock, CancellationToken stopping)
{
    public async ValueTask RunAsync(ProtocolRequest request)
    {
        SetHeaders(request);
        try
        {
            if (!await request.AuthenticateAsync().ConfigureAwait(false))
            {
                return;
            }

            if (request.Operation is not { } operation)
            {
                await request.HandleAsync().ConfigureAwait(false);
                return;
            }

            calls.Add(request.CountedOperation ?? operation);
            if (faults.Take(operation) is { } fault)
            {
                await ApplyAsync(request, operation, fault).ConfigureAwait(false);
            }
            else
            {
                await HandleAsync(request, operation).ConfigureAwait(false);
            }
        }
        finally
        {
            request.Release();
        }
    }

    // The date is that of the emulator's clock, which clients compare with the expiry of tokens and sessions.
    private void SetHeaders(ProtocolRequest request)
    {
        var headers = request.Http.Response.Headers;
        headers["x-amzn-RequestId"] = request.RequestId;
        headers.Date = clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
    }

    private static bool ChangesAnswer(FaultKind kind) => kind is FaultKind.MalformedBody or FaultKind.EmptyBody or FaultKind.WrongRepository
        or FaultKind.DropInBody or FaultKind.StallInBody or FaultKind.StallAfterBody or FaultKind.EndlessBody or FaultKind.LargeBody;

    private async ValueTask HandleAsync(ProtocolRequest request, string operation)
    {
        if (await request.HandleAsync().ConfigureAwait(false))
        {
            faults.Succeeded(operation);
        }
    }

    private async ValueTask ApplyAsync(ProtocolRequest request, string operation, PlannedFault fault)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Http.RequestAborted, stopping);
        try
        {
            await ApplyAsync(request, operation, fault, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw new ConnectionCutException();
        }
    }

    private async ValueTask ApplyAsync(ProtocolRequest request, string operation, PlannedFault fault, CancellationToken cancellationToken)
    {
        if (!fault.AfterWork)
        {
            await WaitAsync(fault, cancellationToken).ConfigureAwait(false);
        }

        CapturedAnswer? answer = null;
        if (fault.AfterWork || ChangesAnswer(fault.Kind))
        {
            answer = CapturedAnswer.Begin(request.Http);
            try
            {
                await HandleAsync(request, operation).ConfigureAwait(false);
            }
            finally
            {
                await answer.EndAsync().ConfigureAwait(false);
            }
        }

        if (fault.AfterWork)
        {
            await WaitAsync(fault, cancellationToken).ConfigureAwait(false);
        }

        switch (fault.Kind)
        {
            case FaultKind.Delay when answer is null:
                await HandleAsync(request, operation).ConfigureAwait(false);
                break;
            case FaultKind.DropConnection:
                throw new ConnectionCutException();
            case FaultKind.StallBeforeHeaders:
                await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken).ConfigureAwait(false);
                break;
            case FaultKind.Delay:
            case var kind when ChangesAnswer(kind):
                await FaultyAnswer.SendAsync(request, answer!, fault.Kind, clock, cancellationToken).ConfigureAwait(false);
                break;
            default:
                answer?.Discard();
                SetHeaders(request);
                await request.WriteFaultAsync(fault).ConfigureAwait(false);
                break;
        }
    }

    private Task WaitAsync(PlannedFault fault, CancellationToken cancellationToken) =>
        fault.Delay > TimeSpan.Zero ? Task.Delay(fault.Delay, clock, cancellationToken) : Task.CompletedTask;
}
