namespace Huracan.Silo.Units;

/// <summary>A coin's candles are refused.</summary>
internal sealed class IngestRefusedException(string coin, string message) : Exception(message)
{
    public string Coin { get; } = coin;
}
