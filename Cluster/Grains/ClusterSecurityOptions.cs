namespace Huracan.Cluster.Grains;

/// <summary>Section <c>Cluster</c> of the settings: how silos and their clients know each other. Either all three files or none.</summary>
public sealed class ClusterSecurityOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Cluster";

    /// <summary>PEM file with the certificate of this host.</summary>
    public string? Certificate { get; set; }

    /// <summary>PEM file with its private key.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>PEM file with the authority that signed the certificates of all hosts.</summary>
    public string? Authority { get; set; }

    /// <summary>True lets a silo be reached from other machines without certificates: the network is closed.</summary>
    public bool AllowUnencrypted { get; set; }
}
