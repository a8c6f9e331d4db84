namespace Huracan.Contracts.Client;

/// <summary>What the holder of a key may do.</summary>
public enum ApiRole
{
    /// <summary>Read.</summary>
    Reader,

    /// <summary>Read and write.</summary>
    Operator,
}
