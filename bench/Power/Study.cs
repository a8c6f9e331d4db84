using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;

namespace Huracan.Bench.Power;

/// <summary>A study: a run's settings under <c>bench/studies</c> and what is asked of its verdicts.</summary>
/// <param name="Name">Name of its YAML file.</param>
/// <param name="Claim">What it asks, in words.</param>
internal sealed record Study(string Name, string Claim)
{
    /// <summary>Most coins that may be ACTIVE, as a share; null sets no limit.</summary>
    public double? MostActive { get; init; }

    /// <summary>Fewest coins that must be ACTIVE, as a share; null asks for none.</summary>
    public double? LeastActive { get; init; }

    public static IReadOnlyList<Study> All { get; } =
    [
        new("noise", "no signal, ordinary costs, boosted trees: false alarms") { MostActive = 0.03 },
        new("noise-costless", "no signal, no costs: what luck alone reaches"),
        new("noise-network", "no signal, ordinary costs, the network: false alarms") { MostActive = 0.03 },
        new("planted", "a planted net Sharpe ratio of 2 over two years of test, even volatility: power") { LeastActive = 0.8 },
        new("planted-wild", "the same signal in the simulator's ordinary market: what regimes and fat tails cost"),
    ];

    /// <summary>Its settings with another number of coins or seed.</summary>
    public RunOptions Options(int? coins, ulong? seed)
    {
        var options = YamlFile.Load<RunOptions>(Path.Combine(AppContext.BaseDirectory, "studies", $"{Name}.yaml"));
        options.Simulation = options.Simulation with { Coins = coins ?? options.Simulation.Coins, Seed = seed ?? options.Simulation.Seed };
        options.Seed = seed ?? options.Seed;
        return options;
    }

    public static Study Of(string name) =>
        All.FirstOrDefault(study => study.Name == name)
            ?? throw new InputRefusedException($"There is no study '{name}'; there are: {string.Join(", ", All.Select(s => s.Name))}.");
}
