using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Huracan.Cluster.Grains;
using Huracan.Tests.Servers;
using Microsoft.Extensions.Configuration;

namespace Huracan.Tests.Cluster.Grains;

public class ClusterCertificatesTests
{
    [Fact]
    public void Only_certificates_of_the_authority_are_accepted()
    {
        using var ours = new Certificates();
        using var others = new Certificates();
        var certificates = ClusterCertificates.Read(Options(ours), out var failure)!;
        using var own = X509CertificateLoader.LoadCertificateFromFile(ours.Certificate);
        using var foreign = X509CertificateLoader.LoadCertificateFromFile(others.Certificate);

        Assert.Empty(failure);
        Assert.True(certificates.IsSigned(own, null, SslPolicyErrors.RemoteCertificateNameMismatch));
        Assert.False(certificates.IsSigned(foreign, null, SslPolicyErrors.None));
    }

    [Fact]
    public void A_setting_that_is_missing_or_cannot_be_read_is_named()
    {
        using var files = new Certificates();
        var missing = Options(files);
        missing.Authority = null;
        var absent = Options(files);
        absent.Authority = "/nowhere/ca.crt";
        var broken = Options(files);
        File.WriteAllText(broken.CertificateKey!, "no key");

        Assert.Contains("__Certificate, __CertificateKey and __Authority belong together", Failure(missing), StringComparison.Ordinal);
        Assert.Contains("/nowhere/ca.crt", Failure(absent), StringComparison.Ordinal);
        Assert.StartsWith($"Cluster__Certificate='{files.Certificate}':", Failure(broken), StringComparison.Ordinal);
        Assert.Empty(Failure(new ClusterSecurityOptions()));

        static string Failure(ClusterSecurityOptions options)
        {
            ClusterCertificates.Read(options, out var failure);
            return failure;
        }
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("10.0.0.5", true)]
    [InlineData("0.0.0.0:11111", true)]
    [InlineData("silo-1", true)]
    public void A_silo_that_others_can_reach_needs_certificates(string address, bool isRefused)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Orleans:Endpoints:AdvertisedIPAddress", (string?)address)]).Build();
        var rule = new ClusterSecurityRule(configuration);
        using var files = new Certificates();

        var open = rule.Validate(null, new ClusterSecurityOptions());

        Assert.Equal(isRefused, open.Failed);
        Assert.Equal(isRefused, open.FailureMessage?.Contains($"AdvertisedIPAddress='{address}'", StringComparison.Ordinal) ?? false);
        Assert.True(rule.Validate(null, Options(files)).Succeeded);
        Assert.True(rule.Validate(null, new ClusterSecurityOptions { AllowUnencrypted = true }).Succeeded);
    }

    private static ClusterSecurityOptions Options(Certificates files) => new()
    {
        Certificate = files.Certificate,
        CertificateKey = files.Key,
        Authority = files.Authority,
    };
}
