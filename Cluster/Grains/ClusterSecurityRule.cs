using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Huracan.Cluster.Grains;

/// <summary>
/// Certificates can be read, and a silo that other machines can reach has some: who can call a grain can do all that an operator can.
/// </summary>
public sealed class ClusterSecurityRule(IConfiguration configuration) : IValidateOptions<ClusterSecurityOptions>
{
    private const string Endpoints = "Orleans:Endpoints";
    private static readonly string[] Addresses = ["AdvertisedIPAddress", "SiloListeningEndpoint", "GatewayListeningEndpoint"];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ClusterSecurityOptions options)
    {
        var certificates = ClusterCertificates.Read(options, out var failure);
        if (failure.Length > 0)
            return ValidateOptionsResult.Fail(failure);
        if (certificates is not null || options.AllowUnencrypted)
            return ValidateOptionsResult.Success;
        var open = Addresses.Where(address => IsRemote(configuration[$"{Endpoints}:{address}"])).ToArray();
        return open.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(open.Select(address =>
                $"Orleans__Endpoints__{address}='{configuration[$"{Endpoints}:{address}"]}': other machines could call this silo; give it "
                + $"{ClusterSecurityOptions.Section}__Certificate, __CertificateKey and __Authority, or, on a closed network, set "
                + $"{ClusterSecurityOptions.Section}__AllowUnencrypted=true"));
    }

    private static bool IsRemote(string? text) => !string.IsNullOrEmpty(text)
        && !(IPEndPoint.TryParse(text, out var endpoint) && IPAddress.IsLoopback(endpoint.Address));
}
