namespace Huracan.Engine.Market.Spreads;

/// <summary>What a source of candles may answer besides: sampled quotes.</summary>
public interface IQuoteSource
{
    /// <summary>Quoted spreads of a coin in <c>[start, end)</c>, ascending in time; none where nothing was sampled.</summary>
    /// <param name="coin">Symbol.</param>
    /// <param name="start">First time, milliseconds since the Unix epoch.</param>
    /// <param name="end">Exclusive.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="Contracts.InputRefusedException">They cannot be read.</exception>
    IReadOnlyList<QuotedSpread> LoadSpreads(string coin, long start, long end, CancellationToken cancellationToken);
}
