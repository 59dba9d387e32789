using System.Net;
using System.Security.Cryptography.X509Certificates;
using Berth.Emulator.Access;
using Berth.Emulator.Storage;
using Berth.Names;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Berth.Emulator;

/// <summary>How an emulator runs. The defaults give one in memory, on a free port of the loopback, open to every access key.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The account that callers act as unless their credentials name another: <c>123456789012</c>.</summary>
    public static readonly AccountId DefaultAccount = AccountId.Parse("123456789012");

    /// <summary>The region of requests that name none: <c>us-east-1</c>.</summary>
    public static readonly Region DefaultRegion = Region.Parse("us-east-1");

    /// <summary>Gets the port to listen on; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Gets the address to listen on; by default <c>127.0.0.1</c>, and <c>::1</c> as well where a port is given.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the directory that keeps the state across restarts, or <see langword="null"/>, the default, to keep it in memory.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Gets the greatest number of bytes of blobs that are held in memory when there is no data directory; 1 GiB by default.</summary>
    public long MemoryLimit { get; init; } = 1L << 30;

    /// <summary>Gets a value indicating whether every acknowledged change survives a power cut, not only the end of the process; slower.</summary>
    public bool Fsync { get; init; }

    /// <summary>
    /// Gets the store of repositories, images and tags, or <see langword="null"/>, the default, for the <see cref="DataDirectory"/> or memory. The
    /// emulator disposes of it.
    /// </summary>
    public IStateStore? StateStore { get; init; }

    /// <summary>Gets the store of blobs, or <see langword="null"/>, the default, for the <see cref="DataDirectory"/> or memory. The emulator disposes of it.</summary>
    public IBlobStore? BlobStore { get; init; }

    /// <summary>Gets the account that callers act as unless their credentials name another.</summary>
    public AccountId Account { get; init; } = DefaultAccount;

    /// <summary>Gets the region of requests that name none.</summary>
    public Region Region { get; init; } = DefaultRegion;

    /// <summary>
    /// Gets the users and roles whose signatures are verified and whose policies are enforced, or <see langword="null"/>, the default, to
    /// allow any signed request.
    /// </summary>
    public IdentityDirectory? Identities { get; init; }

    /// <summary>Gets the rule for <c>/v2/</c> where ECR differs from the OCI distribution specification; ECR by default.</summary>
    public Fidelity Fidelity { get; init; }

    /// <summary>
    /// Gets a value indicating whether <c>/v2/</c> answers requests without credentials, as the default account, rather than asking for a
    /// token as ECR does; for conformance suites and clients that cannot log in.
    /// </summary>
    public bool AnonymousAccess { get; init; }

    /// <summary>
    /// Gets a value indicating whether a push creates the repository that it names, with ECR's default settings; by default it is refused
    /// with <c>NAME_UNKNOWN</c>, as ECR refuses it.
    /// </summary>
    public bool CreateOnPush { get; init; }

    /// <summary>
    /// Gets the host that <c>repositoryUri</c> and the token's <c>proxyEndpoint</c> name, or <see langword="null"/>, the default, for the
    /// host that the client reached the emulator by.
    /// </summary>
    public RegistryHost? RegistryHost { get; init; }

    /// <summary>Gets the certificate to serve TLS with, or <see langword="null"/>, the default, for plain HTTP or the one of <see cref="Tls"/>.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// Gets a value indicating whether TLS is served also without a <see cref="Certificate"/>, with one that is made for <c>localhost</c>, the
    /// loopback addresses and <see cref="RegistryHost"/>. In a <see cref="DataDirectory"/> it stays the same, and clients are told to trust its
    /// <c>certificate.pem</c>.
    /// </summary>
    public bool Tls { get; init; }

    /// <summary>Gets the clock underneath the emulator's own, which can be set and advanced; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets what loggers come from; by default nothing is logged.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;
}
