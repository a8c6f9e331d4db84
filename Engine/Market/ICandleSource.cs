using Huracan.Contracts;

namespace Huracan.Engine.Market;

/// <summary>Where candles and funding rates come from: a folder of files, or the simulator.</summary>
public interface ICandleSource
{
    /// <summary>Description of the source for messages.</summary>
    string Description { get; }

    /// <summary>Whose candles they are: vendor and market, such as <c>binance futures</c>.</summary>
    string Vendor { get; }

    /// <summary>The coins there are, sorted ordinally.</summary>
    IReadOnlyList<string> Coins { get; }

    /// <summary>The timeframes the source itself holds for a coin, ascending; empty for an unknown coin.</summary>
    IReadOnlyList<Timeframe> TimeframesOf(string coin);

    /// <summary>Reads one series as it is.</summary>
    /// <exception cref="InputRefusedException">It cannot be read as candles at all.</exception>
    RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken);

    /// <summary>Reads the coin's funding rates; null where the source has none.</summary>
    /// <exception cref="InputRefusedException">There is a file, and it cannot be read.</exception>
    FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken);
}
