using Huracan.Contracts;
using Huracan.Contracts.Bundles;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Bundles;

namespace Huracan.Cli.Factory;

/// <summary>Has each unit of a run contend once, however often the run is interrupted and gone on with.</summary>
/// <param name="folder">The run's files.</param>
/// <param name="champions">The champions.</param>
internal sealed class ContestFiles(IRunFolder folder, ChampionStore champions)
{
    /// <summary>What became of a unit: as it was found before, unless that was an error; else as it is found now.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="contend">Finds it, of the unit or of its challengers that wait alone.</param>
    public IReadOnlyList<FactoryUnit> Contend(UnitResult unit, Func<UnitResult, IReadOnlyList<FactoryUnit>> contend)
    {
        var name = $"{unit.Unit}/contest.json";
        var record = folder.Exists(name) ? folder.ReadJson<ContestRecord>(name) : null;
        if (record?.Outcomes is { } found && !found.Any(one => one.Outcome is FactoryOutcome.Refused or FactoryOutcome.Failed))
            return found;
        var now = ChampionsOf(unit.Unit);
        var before = record?.Before ?? now;
        if (record is null)
            folder.WriteJson(name, new ContestRecord(before, null));
        // A second contest for a place would compare the run's model with what became champion by the first one, on the same bars.
        var changed = now.Where(pointer => before.All(old => old.Key != pointer.Key || old.Version != pointer.Version)).ToList();
        var isPlaceTaken = changed.Any(pointer => pointer.Horizon == unit.Horizon);
        IReadOnlyList<FactoryUnit> outcomes =
        [
            .. changed.Select(pointer => Interrupted(unit, pointer)),
            .. contend(isPlaceTaken ? unit with { IsOnlyCompared = true } : unit),
        ];
        folder.WriteJson(name, new ContestRecord(before, outcomes));
        return outcomes;
    }

    private List<ChampionPointer> ChampionsOf(UnitId unit) =>
        [.. champions.Latest().Champions.Where(pointer => pointer.Key.Unit == unit)];

    private static FactoryUnit Interrupted(UnitResult unit, ChampionPointer champion) => new(
        unit.Coin, unit.Timeframe, unit.Action, FactoryOutcome.NotContended,
        $"version {champion.Version} has become champion since the contest began, which was interrupted", champion.Horizon,
        champion.Version, null)
    {
        Vendor = unit.Vendor,
        Comparison = unit.Comparison,
    };
}
