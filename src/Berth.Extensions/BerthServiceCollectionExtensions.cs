using Berth.Aws;
using Berth.Aws.Credentials;
using Berth.Credentials;
using Berth.Deployments;
using Berth.Deployments.Telemetry;
using Berth.Extensions.Diagnostics;
using Berth.Extensions.Options;
using Berth.Extensions.StateCaching;
using Berth.Extensions.Verification;
using Berth.Oci.Authentication;
using Berth.Oci.Configuration;
using Berth.Oci.Distribution;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.State;
using Berth.Verification;
using Berth.Verification.Push;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Berth.Extensions;

/// <summary>Registers Berth.</summary>
public static class BerthServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IDeploymentPreparer"/>, <see cref="IImageVerifier"/> and their dependencies as singletons. Existing registrations are kept, so that
    /// any part can be replaced before or after; every registered <see cref="IChangeRecorder"/> receives the change records. Another call only adds to the options.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options. They are checked when the host starts, all faults at once.</param>
    /// <returns>The builder.</returns>
    public static BerthBuilder AddBerth(this IServiceCollection services, Action<BerthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<BerthOptions>().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BerthOptions>, BerthOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new EcrClientOptions { TimeProvider = provider.GetRequiredService<TimeProvider>() });
        services.TryAddSingleton(static provider => new EcrClientFactory(provider.GetRequiredService<EcrClientOptions>()));
        services.TryAddSingleton<IEcrRepositoriesFactory>(static provider => provider.GetRequiredService<EcrClientFactory>());
        services.TryAddSingleton<IAuthorizationTokenSource>(static provider => provider.GetRequiredService<EcrClientFactory>());
        services.TryAddSingleton(static provider =>
            new AuthorizationTokens(provider.GetRequiredService<IAuthorizationTokenSource>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IScopedCredentials>(static provider =>
            new EcrScopedCredentials(provider.GetRequiredService<EcrClientFactory>(), provider.GetRequiredService<AuthorizationTokens>()));
        services.TryAddSingleton<BerthListener, TelemetryListener>();
        services.TryAddSingleton(static provider => StateCacheFactory.Create(provider));
        services.TryAddSingleton<IRepositoryStateCache, FusionRepositoryStateCache>();
        services.TryAddSingleton(static provider =>
            BerthOptionsValidator.ToTargets(provider.GetRequiredService<IOptions<BerthOptions>>().Value, []));
        services.TryAddSingleton<DeploymentPreparer>(static provider => new DeploymentPreparer(
            provider.GetRequiredService<DeploymentTargets>(),
            provider.GetRequiredService<IEcrRepositoriesFactory>(),
            provider.GetRequiredService<IRepositoryStateCache>(),
            [.. provider.GetServices<IChangeRecorder>()],
            provider.GetRequiredService<BerthListener>(),
            provider.GetRequiredService<TimeProvider>(),
            random: null));
        services.TryAddSingleton<IDeploymentPreparer>(static provider => provider.GetRequiredService<DeploymentPreparer>());
        return AddVerification(services);
    }

    private static BerthBuilder AddVerification(IServiceCollection services)
    {
        services.TryAddSingleton<ICredentialSource>(static provider => new DockerCredentials(
            CredentialFiles.Find(Environment.GetEnvironmentVariable), time: provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new OciClient(
            provider.GetRequiredService<ICredentialSource>(), time: provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IImageSource>(static provider => new RegistryImageSource(
            provider.GetRequiredService<DeploymentTargets>(),
            provider.GetRequiredService<EcrClientFactory>(),
            new OciImageSource(provider.GetRequiredService<OciClient>())));
        services.TryAddSingleton<IImageVerifier>(static provider => new InvalidatingImageVerifier(
            new ImageVerifier(provider.GetRequiredService<IImageSource>(), time: provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<IDeploymentPreparer>()));
        services.TryAddSingleton(static provider => new ImageWaiter(
            provider.GetRequiredService<IImageVerifier>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(static provider => new PushCheck(
            provider.GetRequiredService<IImageSource>(), time: provider.GetRequiredService<TimeProvider>()));
        return new BerthBuilder(services);
    }

    /// <summary>Registers Berth with the options that a section of the configuration holds.</summary>
    /// <param name="services">The services.</param>
    /// <param name="section">The section, usually the one named <see cref="BerthOptions.SectionName"/>. A key that is not known is refused.</param>
    /// <returns>The builder.</returns>
    public static BerthBuilder AddBerth(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddBerth();
        services.AddOptions<BerthOptions>().Bind(section, static binder => binder.ErrorOnUnknownConfiguration = true);
        return builder;
    }
}
