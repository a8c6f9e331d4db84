using System.Diagnostics;
using Huracan.Bench.Peers;
using Huracan.Engine.Models;
using Huracan.Engine.Tensors;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Bench.Families;

/// <summary>What a model family costs.</summary>
/// <param name="Family">Its name.</param>
/// <param name="Features">Columns it was measured with: about as many as its feature set has.</param>
/// <param name="Weights">Numbers that are learnt by a network; null for others.</param>
/// <param name="SavedBytes">Size of a saved model.</param>
/// <param name="SamplesPerSecond">Of processor time: of an epoch of a network after the first, and of the whole fit of others.</param>
/// <param name="PeakBytes">Highest resident memory of a process that trains it and forecasts.</param>
/// <param name="ForecastMilliseconds">Processor time of a forecast of one bar.</param>
internal sealed record FamilyCost(
    string Family, int Features, long? Weights, long SavedBytes, double SamplesPerSecond, long PeakBytes, double ForecastMilliseconds)
{
    private const int Forecasts = 50, Window = 120;

    /// <summary>Trains the family with its settings of <c>config/models</c> on made-up rows, and forecasts.</summary>
    public static FamilyCost Measure(string name, int samples)
    {
        var family = RunFiles.Families[name];
        var features = family.FeatureSet == "wide" ? 98 : 15;
        var settings = YamlFile.LoadNumbers(ConfigFolder.Find($"models/{name}.yaml"));
        using var model = RunFiles.Families.Create(name, new ModelSettings(name, features, settings));
        var rows = TrainingSet.Make(samples, Window, features);
        var epochs = new List<TimeSpan> { Environment.CpuUsage.TotalTime };
        var options = new FitOptions { Seed = 1, ExactRounds = family.IsNetwork ? 2 : null, Progress = new Watch(epochs) };
        model.Fit(rows, null, options, CancellationToken.None);
        var seconds = (epochs[^1] - epochs[family.IsNetwork ? 1 : 0]).TotalSeconds; // the first epoch of a network warms up
        var files = model.Save();
        model.Predict(rows.Table, [rows.Bars[0]]);
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Forecasts; i++)
            model.Predict(rows.Table, [rows.Bars[i]]);
        var forecast = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Forecasts;
        long? weights = family.IsNetwork
            ? Safetensors.Parse(files["model.safetensors"]).Entries.Values
                .Sum(entry => entry.Shape.Aggregate(1L, (size, length) => size * length))
            : null;
        using var process = Process.GetCurrentProcess();
        var saved = files.Values.Sum(file => (long)file.Length);
        return new(name, features, weights, saved, samples / seconds, process.PeakWorkingSet64, forecast);
    }

    private sealed class Watch(List<TimeSpan> epochs) : IProgress<EpochResult>
    {
        public void Report(EpochResult value) => epochs.Add(Environment.CpuUsage.TotalTime);
    }
}
