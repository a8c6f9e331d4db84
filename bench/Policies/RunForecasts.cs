using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Pipeline.Units;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Policies;

/// <summary>A candidate of a finished run: its forecasts of validation and test, and what became of them.</summary>
/// <param name="Options">The run's options.</param>
/// <param name="Data">The unit's market.</param>
/// <param name="Family">Model family.</param>
/// <param name="Horizon">Bars.</param>
/// <param name="EntryThreshold">Confidence that the run trades from.</param>
/// <param name="Validation">Forecasts that choices may rest on.</param>
/// <param name="Test">Forecasts that nothing was chosen on.</param>
internal sealed record RunForecasts(
    RunOptions Options, UnitData Data, string Family, int Horizon, double EntryThreshold, PartForecasts Validation, PartForecasts Test)
{
    private const double Persistence = 0.97; // from bar to bar, about that of forecasts four hours ahead

    /// <summary>Share of each class over all of validation.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>The same with forecasts that know nothing and go on from bar to bar, to see what the figures are then.</summary>
    public RunForecasts WithoutSkill(SeededRandom random)
    {
        var level = random.NextGaussian();
        return this with { Validation = Drawn(Validation), Test = Drawn(Test) };

        PartForecasts Drawn(PartForecasts part) => part with { Predictions = Array.ConvertAll(part.Predictions, _ => Next()) };

        Prediction Next()
        {
            level = Persistence * level + Math.Sqrt(1 - Persistence * Persistence) * random.NextGaussian();
            var up = (float)(1 / (2 + Math.Exp(-0.3 * level)));
            return new Prediction(2f / 3 - up, 1f / 3, up, 0);
        }
    }

    /// <summary>Every candidate of a run that was traded.</summary>
    public static List<RunForecasts> Read(string folder)
    {
        var context = RunFiles.Open(folder);
        var summary = context.Folder.ReadJson<RunSummary>(RunOutputs.Summary);
        var all = new List<RunForecasts>();
        foreach (var unit in summary.Units.Where(unit => unit.Status == UnitStatus.Done).Select(unit => unit.Unit))
        {
            var data = UnitData.Read(context.Folder, unit);
            foreach (var family in context.Options.Models)
            {
                foreach (var horizon in context.Options.HorizonsOf(unit.Timeframe))
                {
                    var root = RunOutputs.Candidate(unit, family, horizon);
                    var meta = context.Folder.ReadJson<ModelMeta>($"{root}/{StageOutputs.FinalModel}/{TrainedModel.MetaFile}");
                    var validation = PartForecasts.Read(context.Folder, $"{root}/{StageOutputs.ValidationForecasts}");
                    all.Add(new RunForecasts(
                        context.Options, data, family, horizon, meta.EntryThreshold, validation,
                        PartForecasts.Read(context.Folder, $"{root}/{StageOutputs.TestForecasts}"))
                    {
                        Frequencies = validation.Frequencies(),
                    });
                }
            }
        }
        return all;
    }
}
