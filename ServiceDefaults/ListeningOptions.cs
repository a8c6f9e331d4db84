namespace Huracan.ServiceDefaults;

/// <summary>Who may reach this host.</summary>
public sealed class ListeningOptions
{
    public const string Section = "Listening";

    /// <summary>True lets the host listen on addresses other machines can reach; false, the default, only on loopback.</summary>
    public bool AllowRemote { get; set; }
}
