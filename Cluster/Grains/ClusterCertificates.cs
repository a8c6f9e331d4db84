using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace Huracan.Cluster.Grains;

/// <summary>
/// Mutual TLS between silos and clients. Whoever has a certificate of the authority belongs to the cluster; names are not compared, because
/// silos call each other by addresses that change.
/// </summary>
public sealed class ClusterCertificates
{
    private readonly X509Certificate2 own;
    private readonly X509Certificate2 authority;

    private ClusterCertificates(X509Certificate2 own, X509Certificate2 authority) => (this.own, this.authority) = (own, authority);

    /// <summary>Reads the files; null where none is set.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="failure">What is wrong, with the setting's name; empty where nothing is.</param>
    public static ClusterCertificates? Read(ClusterSecurityOptions options, out string failure)
    {
        failure = "";
        var files = new[] { options.Certificate, options.CertificateKey, options.Authority };
        if (files.All(string.IsNullOrEmpty))
            return null;
        if (files.Any(string.IsNullOrEmpty))
        {
            failure = $"{ClusterSecurityOptions.Section}__Certificate, __CertificateKey and __Authority belong together; one is missing";
            return null;
        }
        var certificate = Read(
            "Certificate", files[0]!, pem => X509Certificate2.CreateFromPem(pem, File.ReadAllText(files[1]!)), ref failure);
        var authority = Read("Authority", files[2]!, pem => X509Certificate2.CreateFromPem(pem), ref failure);
        return certificate is not null && authority is not null ? new ClusterCertificates(certificate, authority) : null;
    }

    /// <summary>Shows the own certificate, and asks for one that the authority has signed.</summary>
    public void Apply(TlsOptions options)
    {
        options.LocalCertificate = own;
        options.RemoteCertificateMode = options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = IsSigned;
        options.OnAuthenticateAsClient = (_, client) => client.TargetHost = GrainServices.Name;
    }

    /// <summary>Whether the authority has signed a certificate that is valid now.</summary>
    internal bool IsSigned(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.Add(authority);
        own.ChainPolicy.DisableCertificateDownloads = true; // a stranger's certificate would name the address
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // an authority of one's own publishes no list
        return own.Build(certificate);
    }

    private static X509Certificate2? Read(string setting, string path, Func<string, X509Certificate2> parse, ref string failure)
    {
        try
        {
            return parse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            failure = $"{ClusterSecurityOptions.Section}__{setting}='{path}': {exception.Message}";
            return null;
        }
    }
}
