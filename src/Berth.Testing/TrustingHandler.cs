using System.Security.Cryptography.X509Certificates;

namespace Berth.Testing;

/// <summary>Connects to an emulator that may serve a certificate which no authority has signed: that one is trusted, and no other.</summary>
internal static class TrustingHandler
{
    public static SocketsHttpHandler For(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        if (certificate is not null)
        {
            var hash = certificate.GetCertHashString();
            handler.SslOptions.RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.GetCertHashString() == hash;
        }

        return handler;
    }
}
