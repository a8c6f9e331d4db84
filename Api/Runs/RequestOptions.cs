using Huracan.Contracts;
using Huracan.Contracts.Http.Runs;
using Huracan.Engine.Pipeline.Settings;

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

    public static void Apply(RunRequest request, RunOptions options)
    {
        options.Source = request.Source ?? options.Source;
        options.Funding = request.Funding ?? options.Funding;
        options.Coins = request.Coins?.ToList() ?? options.Coins;
        options.Timeframes = request.Timeframes?.ToList() ?? options.Timeframes;
        options.Models = request.Models?.ToList() ?? options.Models;
        options.Horizons = request.Horizons?.ToList() ?? options.Horizons;
        options.Labels = request.Labels ?? options.Labels;
        options.From = request.From ?? options.From;
        options.To = request.To ?? options.To;
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
        options.Device = request.Device ?? options.Device;
        options.MinScore = request.MinScore ?? options.MinScore;
        options.Simulation = options.Simulation with { Coins = request.SimulatedCoins ?? options.Simulation.Coins };
        if (request.SimulatedBars is { } bars && options.Timeframes.Count > 0)
            options.Simulation = options.Simulation with { Bars = bars, Timeframe = options.Timeframes.Select(Timeframe.Parse).Min() };
    }
}
