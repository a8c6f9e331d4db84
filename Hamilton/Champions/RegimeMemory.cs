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
    private SeenRegime? before; // the newest of an earlier close
    private int bars; // that the newest rests on
    private readonly Dictionary<MarketRegime, DateTimeOffset> closed = []; // since when, by verdicts taken over
    private readonly HashSet<MarketRegime> wasEnabled = []; // by any of them

    /// <summary>The newest verdicts; null where none came after those of the bundle.</summary>
    public JudgedRegimes? Judged => judged;

    /// <summary>The newest regime; null where none came after that of the bundle.</summary>
    public SeenRegime? Seen => seen;

    /// <summary>Takes over verdicts on trades up to a time, unless there are later ones.</summary>
    public void Judge(IReadOnlyList<RegimeVerdict> verdicts, DateTimeOffset at)
    {
        lock (gate)
        {
            if (judged is { } known && known.At > at)
                return;
            var filter = new RegimeFilter(verdicts);
            foreach (var regime in Enum.GetValues<MarketRegime>())
            {
                if (filter.Refusal(regime) is not null)
                    closed.TryAdd(regime, at);
                else
                {
                    closed.Remove(regime);
                    wasEnabled.Add(regime);
                }
            }
            judged = new JudgedRegimes(verdicts, filter, at);
        }
    }

    /// <summary>Since when a regime is not enabled, by the first in a row of verdicts that do not enable it; null where it is.</summary>
    /// <param name="regime">The regime.</param>
    /// <param name="own">The verdicts of the bundle, which come before all others.</param>
    public DateTimeOffset? ClosedSince(MarketRegime regime, JudgedRegimes own)
    {
        lock (gate)
        {
            if (!wasEnabled.Contains(regime) && own.Filter.Refusal(regime) is not null)
                return own.At;
            return closed.TryGetValue(regime, out var at) ? at : null;
        }
    }

    /// <summary>Takes over the regime at a bar's close, unless a later one is known, or one of the same close from as many candles. The
    /// unknown one says nothing of the market: there were too few candles.</summary>
    /// <param name="regime">The regime.</param>
    /// <param name="at">Close of the bar, UTC.</param>
    /// <param name="count">How many candles told it: of few it can be another than of the whole history.</param>
    public void See(MarketRegime regime, DateTimeOffset at, int count)
    {
        if (regime == MarketRegime.Unknown)
            return;
        lock (gate)
        {
            if (seen is { } known && (known.At > at || (known.At == at && bars >= count)))
                return;
            if (seen?.At < at)
                before = seen;
            (seen, bars) = (new SeenRegime(regime, at, before?.Regime == regime ? before.Since : at), count);
        }
    }
}
