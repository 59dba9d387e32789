using System.Net;
using Berth.Emulator.Protocols.Oci;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Berth.Emulator.Hosting;

/// <summary>The socket before an emulator: Kestrel with nothing of the framework between it and the dispatcher.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly WebApplication application;

    private Listener(WebApplication application, Uri endpoint)
    {
        this.application = application;
        Endpoint = endpoint;
    }

    public Uri Endpoint { get; }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="EmulatorStartException">The address cannot be had.</exception>
    public static async Task<Listener> StartAsync(EmulatorOptions options, Dispatcher dispatcher, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (options.Certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, options));
        var application = builder.Build();
        try
        {
            var filter = new HostFilter(options.RegistryHost?.ToString());
            application.Run(http => filter.Refuse(http.Request) is { } reason
                ? OciAnswer.TextAsync(http.Response, StatusCodes.Status403Forbidden, reason, http.RequestAborted).AsTask()
                : dispatcher.HandleAsync(http));
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new Listener(application, EndpointOf(application));
        }
        catch (IOException exception)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw new EmulatorStartException($"port {options.Port}: it cannot be listened on ({exception.Message}); choose another port", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Connections that are still open are cut: a test does not wait for its idle clients.
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync().ConfigureAwait(false);
        await application.StopAsync(atOnce.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Configure(KestrelServerOptions kestrel, EmulatorOptions options)
    {
        kestrel.AddServerHeader = false;

        // Each protocol has its own limits, and a client that compresses while it uploads can pause for a long time.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        if (options.Port != 0 && options.Address.Equals(IPAddress.Loopback))
        {
            kestrel.ListenLocalhost(options.Port, Secure);
        }
        else
        {
            kestrel.Listen(options.Address, options.Port, Secure);
        }

        void Secure(ListenOptions listen)
        {
            if (options.Certificate is { } certificate)
            {
                listen.UseHttps(certificate);
            }
        }
    }

    private static Uri EndpointOf(WebApplication application)
    {
        var address = new Uri(application.Services
            .GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());

        // What listens everywhere, or on the loopback, is reached by the name that every docker client trusts without TLS.
        var isLocal = IPAddress.TryParse(address.Host.Trim('[', ']'), out var host)
            && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any));
        return isLocal ? new UriBuilder(address) { Host = "localhost" }.Uri : address;
    }
}
