using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Live;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Storage.Bundles;
using Huracan.Storage.Runs;

namespace Huracan.Storage.Champions;

/// <summary>Judges champions on the newest candles of a run.</summary>
public static class DriftOfChampions
{
    /// <summary>Every champion of some units; one that is refused, or whose candles the run has not, is left out.</summary>
    /// <param name="champions">The champions.</param>
    /// <param name="folder">The run.</param>
    /// <param name="units">Its units.</param>
    /// <returns>In the order of the list of champions.</returns>
    public static IReadOnlyList<ChampionDrift> Judge(ChampionStore champions, IRunFolder folder, IReadOnlyCollection<UnitId> units)
    {
        var judged = new List<ChampionDrift>();
        foreach (var pointer in champions.Latest().Champions.Where(champion => units.Contains(champion.Key.Unit)))
        {
            try
            {
                using var model = BundleModel.Load(champions.Open(pointer), RunFiles.Families);
                var data = UnitData.Read(folder, pointer.Key.Unit);
                judged.Add(new ChampionDrift(
                    pointer.Key.Unit.Coin, pointer.Key.Unit.Timeframe, pointer.Horizon,
                    model.JudgeDrift(data.Candles, data.Bitcoin).Report)
                {
                    Regime = model.RegimeOf(data.Candles),
                    RegimeVerdicts = model.JudgeRegimes(data),
                });
            }
            catch (InputRefusedException)
            {
                // The do-not-trade list says of a damaged bundle what is wrong with it; a unit that was skipped has no candles.
            }
        }
        return judged;
    }
}
