using System.Collections.Concurrent;
using System.Diagnostics;
using Berth.Aws;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Microsoft.Extensions.Logging;

namespace Berth.Extensions.Tests.Diagnostics;

/// <summary>A factory of the host, in place of the default one.</summary>
internal sealed class OwnRepositoriesFactory(EcrClientFactory clients) : IEcrRepositoriesFactory
{
    public IEcrRepositories For(EcrRegistry registry) => ((IEcrRepositoriesFactory)clients).For(registry);
}

internal sealed class OwnRecorder : IChangeRecorder
{
    public ConcurrentQueue<ChangeRecord> Records { get; } = new();

    public ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken)
    {
        Records.Enqueue(record);
        return ValueTask.CompletedTask;
    }
}

internal sealed class FailingRecorder : IChangeRecorder
{
    public async ValueTask RecordAsync(ChangeRecord record, CancellationToken cancellationToken)
    {
        await Task.Yield();
        throw new InvalidOperationException("the database is down");
    }
}

/// <summary>Records which activity is current when an HTTP request is sent, with the API operation of the request.</summary>
internal sealed class ActivityHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public ConcurrentQueue<(string Operation, Activity? Current)> Requests { get; } = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = request.Headers.TryGetValues("X-Amz-Target", out var values) ? values.Single() : string.Empty;
        Requests.Enqueue((target.Split('.')[^1], Activity.Current));
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>A log provider of the host that throws.</summary>
internal sealed class ThrowingLoggerProvider : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new InvalidOperationException("the log is full");

    public void Dispose()
    {
    }
}
