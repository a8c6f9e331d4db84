using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Huracan.Tests.Servers;

/// <summary>An authority of a test's own, and a certificate that it has signed, as PEM files.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("huracan-certificates-");

    public Certificates()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = (now.AddDays(-1), now.AddDays(1));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=an authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(from, to);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=huracan", key, HashAlgorithmName.SHA256).Create(
            authority, from, to, RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Authority, authority.ExportCertificatePem());
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }

    public string Authority => Path.Combine(folder.FullName, "ca.crt");

    public string Certificate => Path.Combine(folder.FullName, "tls.crt");

    public string Key => Path.Combine(folder.FullName, "tls.key");

    /// <summary>The settings of the section <c>Cluster</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Certificate"] = Certificate,
        ["CertificateKey"] = Key,
        ["Authority"] = Authority,
    };

    public void Dispose() => folder.Delete(recursive: true);
}
