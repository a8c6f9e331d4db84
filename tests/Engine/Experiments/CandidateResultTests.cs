using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Experiments;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Engine.Quality.Metrics;
using Huracan.Tests.Engine.Pipeline.Stages;

namespace Huracan.Tests.Engine.Experiments;

public class CandidateResultTests
{
    private const string Root = "SIM001USDT/1h/linear/h4";

    private static readonly UnitResult Failed = new("SIM001USDT", Timeframe.H1, UnitStatus.Failed, "out of memory", "");

    [Fact]
    public void What_lies_in_the_run_of_a_unit_that_failed_counts_only_where_it_is_current()
    {
        var folder = Folder("candles");

        var old = CandidateResult.Read(folder, Failed, "linear", 4, 1, new HashSet<string>());
        var current = CandidateResult.Read(folder, Failed, "linear", 4, 1, new HashSet<string> { Root });

        Assert.Equal((UnitStatus.Failed, "out of memory", null), (old.Status, old.Reason, old.Validation));
        Assert.Equal((UnitStatus.Done, "", 0.25), (current.Status, current.Reason, current.Value(ExperimentMetric.LogLossSkill)));
    }

    [Fact]
    public void Seeds_that_learnt_from_different_inputs_are_refused_by_candidate_and_input()
    {
        var (first, same) = (Read("candles", 1, "one"), Read("candles", 2, "two"));
        SeedInputs.RequireSame([first, same]); // what the search chose differs by seed

        var refused = Assert.Throws<InputRefusedException>(() => SeedInputs.RequireSame([first, same, Read("other candles", 3, "one")]));

        Assert.Contains($"{Root}: data of seeds 1 and 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--restart", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("seeds 1 and 2", refused.Message, StringComparison.Ordinal);
    }

    private static CandidateResult Read(string data, ulong seed, string chosen) =>
        CandidateResult.Read(Folder(data, chosen), Failed, "linear", 4, seed, new HashSet<string> { Root });

    private static MemoryRunFolder Folder(string data, string chosen = "")
    {
        var folder = new MemoryRunFolder();
        var lineage = new Dictionary<string, string> { ["data"] = data, ["features"] = "recipe", ["analyze"] = chosen };
        folder.WriteJson($"{Root}/best_model/config.json", new ModelConfig(new Dictionary<string, double>(), []) { Lineage = lineage });
        folder.WriteJson($"{Root}/metrics.json", new ValidationReport(
            0.25, ClassificationMetrics.Of([], []), RegressionMetrics.Of([], []), new EntryThresholdChoice(0, "", [])));
        new StageRunner(folder, Root, null).Run("best", ["of earlier candles"], () => [$"{Root}/metrics.json"]);
        return folder;
    }
}
