using Huracan.Contracts.Reports;
using Huracan.Engine.Regimes.Evidence;

namespace Huracan.Hamilton.Champions;

/// <summary>In which regimes a champion may trade.</summary>
/// <param name="Verdicts">A verdict for each regime; null, as in bundles of earlier versions, lets it trade in all.</param>
/// <param name="Filter">The same as a filter.</param>
/// <param name="At">Time up to which trades count, UTC.</param>
internal sealed record JudgedRegimes(IReadOnlyList<RegimeVerdict>? Verdicts, RegimeFilter Filter, DateTimeOffset At);
