using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Huracan.Engine.Factory;
using Huracan.Engine.Market;

namespace Huracan.Bench.Universe;

/// <summary><c>bench universe</c>: time and memory of judging which coins are worth a model, the factory's first step.</summary>
internal static class UniverseCommand
{
    public static Command Create()
    {
        var coins = new Option<int>("--coins") { Description = "Coins, simulated.", DefaultValueFactory = _ => 500 };
        var bars = new Option<int>("--bars") { Description = "Hours of each.", DefaultValueFactory = _ => 26_280 };
        var command = new Command("universe", "Time and memory of choosing the factory's universe.") { coins, bars };
        command.SetAction((parse, cancellationToken) =>
        {
            var market = new SimulatedMarket(new SimulatorOptions
            {
                Coins = parse.GetValue(coins),
                IncludeBitcoin = false,
                Bars = parse.GetValue(bars),
                Timeframe = Contracts.Timeframe.H1,
            });
            var made = Seconds(() =>
            {
                foreach (var coin in market.Coins)
                    market.Load(coin, Contracts.Timeframe.H1, cancellationToken);
            });
            CoinUniverse? universe = null;
            var all = Seconds(() => universe = CoinUniverse.Choose(market, new UniverseOptions(), cancellationToken));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{market.Coins.Count} coins: {universe!.Coins.Count} in, {universe.Excluded.Count} left out "
                    + $"({string.Join(", ", universe.Excluded.CountBy(coin => coin.Rule!).Select(rule => $"{rule.Key} {rule.Value}"))}); "
                    + $"{all:F1} s, of which {made:F1} s to simulate them; "
                    + $"at most {Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20)} MiB"));
            return Task.FromResult(0);
        });
        return command;
    }

    private static double Seconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
