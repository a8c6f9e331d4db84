using Huracan.Contracts.Reports;
using Huracan.Contracts.Trading;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Hamilton.Champions;

/// <summary>
/// In which regimes a champion may trade by the newest verdicts, and the newest regime of its market that is known. Safe for several
/// threads.
/// </summary>
internal sealed class RegimeMemory
{
    private readonly Lock gate = new();
    private volatile JudgedRegimes? judged;
    private volatile SeenRegime? seen;

    /// <summary>The newest verdicts; null where none came after those of the bundle.</summary>
    public JudgedRegimes? Judged => judged;

    /// <summary>The newest regime; null where none came after that of the bundle.</summary>
    public SeenRegime? Seen => seen;

    /// <summary>Takes over verdicts on trades up to a time, unless there are later ones.</summary>
    public void Judge(IReadOnlyList<RegimeVerdict> verdicts, DateTimeOffset at)
    {
        lock (gate)
        {
            if (judged is null || judged.At <= at)
                judged = new JudgedRegimes(verdicts, new RegimeFilter(verdicts), at);
        }
    }

    /// <summary>Takes over the regime at a bar's close, unless a later one is known. The unknown one says nothing of the market: there were
    /// too few candles.</summary>
    public void See(MarketRegime regime, DateTimeOffset at)
    {
        if (regime == MarketRegime.Unknown)
            return;
        lock (gate)
        {
            if (seen is null || seen.At < at)
                seen = new SeenRegime(regime, at, seen is { } before && before.Regime == regime ? before.Since : at);
        }
    }
}
