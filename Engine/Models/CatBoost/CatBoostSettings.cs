using System.Text.Json;

namespace Huracan.Engine.Models.CatBoost;

/// <summary>CatBoost's settings under its own names; the first and the last two have those of the other boosted trees.</summary>
/// <param name="Rounds">Most trees; 1 to 10,000, default 300.</param>
/// <param name="LearningRate">0.0001 to 1, default 0.05.</param>
/// <param name="Depth">Levels of a tree; 1 to 10, default 4.</param>
/// <param name="L2LeafReg">L2 penalty on leaf values; 0 to 10,000, default 3.</param>
/// <param name="RandomStrength">Noise added to the scores of splits; 0 to 100, default 1.</param>
/// <param name="Subsample">Share of rows per tree; 0.05 to 1, default 0.8.</param>
/// <param name="Rsm">Share of columns per level; 0.05 to 1, default 0.6.</param>
/// <param name="BorderCount">Borders per feature; 1 to 1,024, default 128.</param>
/// <param name="EarlyStoppingRounds">Rounds without a better validation loss before stopping; 1 to 10,000, default 30.</param>
/// <param name="ClassWeighting">Whether rare classes weigh as much as common ones; 0 or 1, default 0: probabilities stay
/// calibrated.</param>
internal sealed record CatBoostSettings(
    int Rounds,
    double LearningRate,
    int Depth,
    double L2LeafReg,
    double RandomStrength,
    double Subsample,
    double Rsm,
    int BorderCount,
    int EarlyStoppingRounds,
    bool ClassWeighting)
{
    public static CatBoostSettings Read(ModelSettings settings)
    {
        var read = new CatBoostSettings(
            settings.Integer("rounds", 300, 1, 10_000),
            settings.Number("learning_rate", 0.05, 1e-4, 1),
            settings.Integer("depth", 4, 1, 10),
            settings.Number("l2_leaf_reg", 3, 0, 10_000),
            settings.Number("random_strength", 1, 0, 100),
            settings.Number("subsample", 0.8, 0.05, 1),
            settings.Number("rsm", 0.6, 0.05, 1),
            settings.Integer("border_count", 128, 1, 1024),
            settings.Integer("early_stopping_rounds", 30, 1, 10_000),
            settings.Integer("class_weighting", 0, 0, 1) == 1);
        settings.RefuseUnknown();
        return read;
    }

    /// <summary>
    /// Parameters for the library as JSON ended by a zero: one thread, plain boosting of symmetric trees, no files, no output. No start
    /// from the frequencies, which the copied trees would lack. The best round is found here by the trees themselves, so that the
    /// library's own cut is off. Its seed is a signed number, so the upper half of ours is folded in.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rounds">Trees at most.</param>
    /// <param name="stops">Whether it stops early on the test set.</param>
    public byte[] Parameters(ulong seed, int rounds, bool stops)
    {
        var parameters = new Dictionary<string, object>
        {
            ["loss_function"] = "MultiClass",
            ["classes_count"] = ObliviousTree.Classes,
            ["iterations"] = rounds,
            ["learning_rate"] = LearningRate,
            ["depth"] = Depth,
            ["l2_leaf_reg"] = L2LeafReg,
            ["random_strength"] = RandomStrength,
            ["bootstrap_type"] = "Bernoulli",
            ["subsample"] = Subsample,
            ["rsm"] = Rsm,
            ["border_count"] = BorderCount,
            ["random_seed"] = (seed ^ (seed >> 32)) & 0x7FFFFFFF,
            ["thread_count"] = 1,
            ["boosting_type"] = "Plain",
            ["grow_policy"] = "SymmetricTree",
            ["boost_from_average"] = false,
            ["use_best_model"] = false,
            ["allow_writing_files"] = false,
            ["logging_level"] = "Silent",
        };
        if (stops)
        {
            parameters["od_type"] = "Iter";
            parameters["od_wait"] = EarlyStoppingRounds;
        }
        return [.. JsonSerializer.SerializeToUtf8Bytes(parameters), 0];
    }
}
