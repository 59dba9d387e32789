using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Berth.Emulator.Hosting.Certificates;

/// <summary>
/// The certificate of an emulator that is to serve TLS and was given none: signed by itself, for the loopback and the registry's host. With
/// a data directory it stays the same, and <c>certificate.pem</c> there is what clients are told to trust.
/// </summary>
internal static class MadeCertificate
{
    private const string CertificateFile = "certificate.pem";
    private const string KeyFile = "certificate.key";

    private static readonly TimeSpan Validity = TimeSpan.FromDays(365);
    private static readonly TimeSpan Renewal = TimeSpan.FromDays(30);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(1);

    /// <summary>Adds a certificate to options that require TLS and have none.</summary>
    public static EmulatorOptions Apply(EmulatorOptions options)
    {
        if (!options.Tls || options.Certificate is not null)
        {
            return options;
        }

        // Clients judge a certificate by the real time, wherever the emulator's clock was set to.
        var now = TimeProvider.System.GetUtcNow();
        var certificate = options.DataDirectory is { } directory
            ? LoadOrCreate(directory, options, now)
            : Create(options, now);
        return options with { Certificate = certificate };
    }

    private static X509Certificate2 LoadOrCreate(string directory, EmulatorOptions options, DateTimeOffset now)
    {
        var (certificateFile, keyFile) = (Path.Combine(directory, CertificateFile), Path.Combine(directory, KeyFile));
        if (File.Exists(certificateFile) && File.Exists(keyFile))
        {
            using var stored = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            if (stored.NotAfter - now.LocalDateTime > Renewal && NamesOf(options).All(name => stored.MatchesHostname(name)))
            {
                return Usable(stored);
            }
        }

        Directory.CreateDirectory(directory);
        var certificate = Create(options, now);
        using var key = certificate.GetECDsaPrivateKey()!;
        WriteSecret(keyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        return certificate;
    }

    private static X509Certificate2 Create(EmulatorOptions options, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Berth emulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in NamesOf(options))
        {
            names.AddDnsName(name);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var certificate = request.CreateSelfSigned(now - ClockSkew, now + Validity);
        return Usable(certificate);
    }

    /// <summary>Some systems' TLS takes no key that exists in memory alone, so the certificate goes through a container once.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate) => X509CertificateLoader.LoadPkcs12(
        certificate.Export(X509ContentType.Pkcs12), password: null, X509KeyStorageFlags.Exportable);

    /// <summary>The loopback, the default registry by a name that leads there, and the host that the registry is told to have.</summary>
    private static IEnumerable<string> NamesOf(EmulatorOptions options)
    {
        string?[] names = ["localhost", $"{options.Account}.dkr.ecr.{options.Region}.localhost", options.RegistryHost?.ToString().Split(':')[0]];
        return names.OfType<string>().Where(name => Uri.CheckHostName(name) == UriHostNameType.Dns).Distinct();
    }

    private static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
