using System.Collections.Concurrent;

namespace Berth.Convergence.Tests;

/// <summary>The transport between Berth and the emulator: records every call, and applies a fault to the calls of one operation.</summary>
internal sealed class Traffic(HttpMessageHandler emulator, TimeProvider time, string repository) : HttpMessageHandler
{
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(60);

    private readonly HttpMessageInvoker inner = new(emulator, disposeHandler: false);
    private readonly TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int active;
    private int expired;

    public Fault? Fault { get; set; }

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Holds each call until this many have been made, which only concurrent calls can reach.</summary>
    public int Together { get; init; }

    /// <summary>Whether a response was delivered that only an existing repository gives.</summary>
    public bool ShowedTheRepository { get; private set; }

    /// <summary>Whether a call is being answered. A call that a fault delays is not: it waits for the clock.</summary>
    public bool IsAnswering => Volatile.Read(ref active) > 0;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref active);
        try
        {
            var operation = await OperationOfAsync(request, cancellationToken);
            Calls.Enqueue(operation);
            if (Calls.Count >= Together)
            {
                together.TrySetResult();
            }

            await together.Task.WaitAsync(cancellationToken);
            return await AnswerAsync(operation, request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref active);
        }
    }

    private static async Task<string> OperationOfAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValues("X-Amz-Target", out var target))
        {
            return target.Single().Split('.')[^1];
        }

        await request.Content!.LoadIntoBufferAsync(cancellationToken);
        var form = await request.Content.ReadAsStringAsync(cancellationToken);
        return form.Split('&').Single(pair => pair.StartsWith("Action=", StringComparison.Ordinal))["Action=".Length..];
    }

    private async Task<HttpResponseMessage> AnswerAsync(string operation, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fault = Fault;
        var isMet = fault?.Operation == operation;
        if (fault?.Kind == FaultKind.CredentialsExpired && (isMet || Volatile.Read(ref expired) == 1))
        {
            // From this call on: the credentials expire in the middle of the flow.
            Volatile.Write(ref expired, 1);
            return (fault with { Operation = operation }).Answer()!;
        }

        if (isMet && fault!.Answer() is { } instead)
        {
            return instead;
        }

        if (isMet && fault!.Kind == FaultKind.DelayBeyondTheBudget)
        {
            await WaitAsync(cancellationToken);
        }

        var response = await inner.SendAsync(request, cancellationToken);
        if (isMet && fault!.Kind == FaultKind.AnswerLost)
        {
            await response.Content.ReadAsStringAsync(cancellationToken);
            throw Fault.Reset();
        }

        if (isMet && fault!.Kind == FaultKind.WrongRepository)
        {
            return await Fault.RenameAsync(response, repository);
        }

        // Not |=, which would read the property before it waits and lose what another call sets meanwhile.
        if (await ShowsAsync(operation, response, cancellationToken))
        {
            ShowedTheRepository = true;
        }

        return response;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref active);
        try
        {
            await Task.Delay(Delay, time, cancellationToken);
        }
        finally
        {
            Interlocked.Increment(ref active);
        }
    }

    private static async Task<bool> ShowsAsync(string operation, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (operation is "AssumeRole" || response.IsSuccessStatusCode)
        {
            return operation is not "AssumeRole";
        }

        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return body.Contains("PolicyNotFoundException", StringComparison.Ordinal) || body.Contains("RepositoryAlreadyExistsException", StringComparison.Ordinal);
    }
}
