using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Huracan.Bench.Measuring;
using Huracan.Engine.Models;

namespace Huracan.Bench.Peers;

/// <summary>
/// Fitting boosted trees: our use of XGBoost's library beside XGBoost for Python, same rows, same parameters, one thread.
/// </summary>
internal static class BoostingComparison
{
    private const ulong Seed = 7;

    // By XGBoost's names; bench hands the same to both.
    private static readonly Dictionary<string, double> Settings = new()
    {
        ["learning_rate"] = 0.05,
        ["max_depth"] = 4,
        ["min_child_weight"] = 20,
        ["subsample"] = 0.8,
        ["colsample_bytree"] = 0.6,
        ["lambda"] = 1,
        ["gamma"] = 0,
        ["max_bin"] = 128,
    };

    public static List<Comparison> Run(int trees, int rounds, string folder)
    {
        var script = PythonPeer.Own("xgboost_fit.py", "xgboost", "numpy");
        return [Of(6_000, 70, trees, rounds, script, folder), Of(30_000, 98, trees, rounds, script, folder)];
    }

    private static Comparison Of(int rows, int columns, int trees, int rounds, string? script, string folder)
    {
        var all = TrainingSet.Make(rows, 1, columns);
        var trainRows = rows * 4 / 5;
        Samples train = Part(all, 0, trainRows), validation = Part(all, trainRows, rows);
        Laps ours = new(), theirs = new();
        var figures = new Dictionary<string, double>();
        var arguments = script is null ? [] : Hand(all, columns, trainRows, trees, script, folder);
        Fit(train, validation, columns, trees); // warms up
        for (var round = 0; round < rounds; round++)
        {
            if (script is not null)
                AddPeerRound(PythonPeer.Run(arguments), theirs, figures);
            for (var i = 0; i < 2; i++)
            {
                FitResult? fit = null;
                ours.Time(() => fit = Fit(train, validation, columns, trees));
                figures["train_loss"] = fit!.Epochs[^1].TrainLoss; // set by the lap
                figures["validation_loss"] = fit.Epochs[^1].ValidationLoss;
            }
        }
        var name = string.Create(CultureInfo.InvariantCulture, $"fit xgboost, {rows:N0} x {columns}, {trees} rounds");
        return new Comparison(
            name, "rows", (double)trainRows * trees, ours, script is null ? null : "xgboost (Python)",
            script is null ? null : theirs)
        { Figures = figures };
    }

    private static Samples Part(Samples all, int from, int to) =>
        all with { Bars = all.Bars[from..to], Classes = all.Classes[from..to], Returns = all.Returns[from..to] };

    private static FitResult Fit(Samples train, Samples validation, int columns, int trees)
    {
        // Early stopping never stops it, so that both grow the same trees.
        var settings = new Dictionary<string, double>(Settings) { ["rounds"] = trees, ["early_stopping_rounds"] = 10_000 };
        using var model = new ModelRegistry().Create("xgboost", new ModelSettings("xgboost", columns, settings));
        return model.Fit(train, validation, new FitOptions { Seed = Seed }, CancellationToken.None);
    }

    private static string[] Hand(Samples all, int columns, int trainRows, int trees, string script, string folder)
    {
        string rows = Path.Combine(folder, "rows.f32"), labels = Path.Combine(folder, "labels.u8"),
        parameters = Path.Combine(folder, "parameters.json");
        File.WriteAllBytes(rows, MemoryMarshal.AsBytes<float>(all.Table.Values).ToArray());
        File.WriteAllBytes(labels, all.Classes);
        var named = Settings.ToDictionary(pair => pair.Key, pair => (object)pair.Value);
        foreach (var whole in new[] { "max_depth", "max_bin" })
            named[whole] = (int)Settings[whole];
        (named["objective"], named["num_class"], named["eval_metric"], named["tree_method"]) = ("multi:softprob", 3, "mlogloss", "hist");
        (named["nthread"], named["verbosity"], named["seed"]) = (1, 0, Seed);
        File.WriteAllText(parameters, JsonSerializer.Serialize(named));
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        return [script, rows, labels, Text(all.Count), Text(columns), Text(trainRows), Text(trees), parameters, "2"];
    }

    private static void AddPeerRound(string printed, Laps laps, Dictionary<string, double> figures)
    {
        using var document = JsonDocument.Parse(printed);
        var root = document.RootElement;
        foreach (var (seconds, cpu) in root.GetProperty("seconds").EnumerateArray().Zip(root.GetProperty("cpu_seconds").EnumerateArray()))
            laps.Add(seconds.GetDouble(), cpu.GetDouble());
        figures["peer_train_loss"] = root.GetProperty("train_loss").GetDouble();
        figures["peer_validation_loss"] = root.GetProperty("validation_loss").GetDouble();
    }
}
