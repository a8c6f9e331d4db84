using Huracan.Api.Errors;
using Huracan.Contracts.Http.Runs;
using Huracan.Contracts;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;

namespace Huracan.Api.Runs;

/// <summary>Overrides the configuration with a request's values.</summary>
internal static class RequestOptions
{
    /// <summary>The request's flat names of settings that are nested in the configuration.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["search.trials"] = "trials",
        ["search.timeout"] = "search_timeout",
        ["search.top_n"] = "top_n",
        ["search.extend_epochs"] = "extend_epochs",
    };

    /// <summary>Puts them there; what is no value of its kind is noted and changes nothing.</summary>
    public static void Apply(RunRequest request, RunOptions options, RequestErrors errors)
    {
        options.Source = request.Source ?? options.Source;
        options.Funding = request.Funding ?? options.Funding;
        options.CompareSource = request.CompareSource ?? options.CompareSource;
        options.CompareTolerance = request.CompareTolerance ?? options.CompareTolerance;
        options.Coins = request.Coins?.ToList() ?? options.Coins;
        options.Timeframes = request.Timeframes?.Select(Timeframe.Parse).ToList() ?? options.Timeframes;
        options.Models = request.Models?.ToList() ?? options.Models;
        options.Horizons = request.Horizons?.ToList() ?? options.Horizons;
        Parse<LabelKind>("labels", request.Labels, labels => options.Labels = labels);
        options.Primary = request.Primary ?? options.Primary;
        // The configuration's rule belongs to its labels.
        if (request is { Labels: not null, Primary: null } && options.Labels != LabelKind.Meta)
            options.Primary = null;
        Parse<Instant>("from", request.From, from => options.From = from);
        Parse<Instant>("to", request.To, to => options.To = to);
        options.Epochs = request.Epochs ?? options.Epochs;
        options.Patience = request.Patience ?? options.Patience;
        options.BatchSize = request.BatchSize ?? options.BatchSize;
        options.TrainBars = request.TrainBars ?? options.TrainBars;
        options.Search.Trials = request.Trials ?? options.Search.Trials;
        if (request.SearchTimeout is not null && options.Search.Trials == 0)
            throw new InputRefusedException("'search_timeout' bounds a search; ask for one with 'trials'.");
        options.Search.Timeout = request.SearchTimeout ?? options.Search.Timeout;
        options.Search.TopN = request.TopN ?? options.Search.TopN;
        options.Search.ExtendEpochs = request.ExtendEpochs ?? options.Search.ExtendEpochs;
        options.Seed = request.Seed ?? options.Seed;
        options.Version = request.Version ?? options.Version;
        Parse<TrainingDevice>("device", request.Device, device => options.Device = device);
        options.MinScore = request.MinScore ?? options.MinScore;
        options.Simulation = options.Simulation with { Coins = request.SimulatedCoins ?? options.Simulation.Coins };
        if (request.SimulatedBars is { } bars && options.Timeframes.Count > 0)
            options.Simulation = options.Simulation with { Bars = bars, Timeframe = options.Timeframes.Min() };

        void Parse<T>(string name, string? text, Action<T> set)
        {
            if (text is not null)
                errors.Collect(() => set(SettingValue.Parse<T>($"'{name}'", text)));
        }
    }
}
