using Huracan.Contracts;
using Huracan.Engine;
using Huracan.Engine.Market;

namespace Huracan.Tests.Engine.Pipeline.Execution;

/// <summary>
/// One coin whose moves go on while its volume is high, for blocks of hours, and turn back while it is low: to follow the trend pays in a
/// state that features tell.
/// </summary>
internal sealed class SidedMarket(int bars, int period, ulong seed = 7) : ICandleSource
{
    public string Description => "a market with sides";

    public string Vendor => "none";

    public IReadOnlyList<string> Coins { get; } = ["SIM001USDT"];

    public IReadOnlyList<Timeframe> TimeframesOf(string coin) => [Timeframe.H1];

    public FundingSeries? LoadFunding(string coin, CancellationToken cancellationToken) => null;

    public RawCandles Load(string coin, Timeframe timeframe, CancellationToken cancellationToken)
    {
        var random = new SeededRandom(seed);
        double[][] columns = [.. Enumerable.Range(0, 5).Select(_ => new double[bars])];
        var (price, pays) = (100.0, false);
        for (var i = 0; i < bars; i++)
        {
            if (random.NextDouble() < 1.0 / 60)
                pays = !pays;
            var side = i > period ? Math.Sign(columns[3][i - 1] - columns[3][i - 1 - period]) : 0;
            columns[0][i] = price;
            price *= Math.Exp((pays ? 0.004 : -0.004) * side + 0.008 * random.NextGaussian());
            columns[1][i] = Math.Max(columns[0][i], price) * (1 + 0.002 * random.NextDouble());
            columns[2][i] = Math.Min(columns[0][i], price) * (1 - 0.002 * random.NextDouble());
            columns[3][i] = price;
            columns[4][i] = (pays ? 400 : 100) * Math.Exp(0.2 * random.NextGaussian());
        }
        return new RawCandles(
            coin, timeframe, "made up", [.. Enumerable.Range(0, bars).Select(i => 1_704_067_200_000 + i * timeframe.Milliseconds)],
            columns[0], columns[1], columns[2], columns[3], columns[4]);
    }
}
