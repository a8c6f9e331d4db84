using System.CommandLine;
using System.Globalization;
using Huracan.Cli.Options;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Backtest;
using Huracan.Engine.Splits;
using Huracan.Storage.Backtests;
using Huracan.Storage.Candles;
using Spectre.Console;

namespace Huracan.Cli.Backtest;

/// <summary>
/// <c>huracan backtest</c>: backtests a file of signals on a file of candles, so that other engines can be compared trade for trade.
/// </summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        var signals = new Option<string?>("--signals")
        {
            Description = "CSV: time, signal (-1, 0, 1), optional quantity, stop and target as fractions of the entry price.",
            HelpName = "FILE",
        };
        var candles = new Option<string?>("--candles") { Description = "Candles of the signals.", HelpName = "FILE" };
        var funding = new Option<string?>("--funding") { Description = "Funding rates; without, none are charged.", HelpName = "FILE" };
        var fee = Cost("--fee-bps", "Fee of each leg.");
        var halfSpread = Cost("--half-spread-bps", "Half the spread.");
        var slippage = Cost("--slippage-bps", "Slippage of each leg.");
        var impact = Cost("--impact-y", "Y of the square-root impact law.");
        var latency = new Option<int>("--latency") { Description = "Bars of delay beyond the next open." };
        var hold = new Option<int?>("--hold-bars")
        {
            Description = "Exit after N bars instead of following the signal. A run exits after its horizon: --hold-bars 4 repeats "
                + "the trades of signals from h4.",
            HelpName = "N",
        };
        var capital = new Option<double>("--capital") { Description = "Initial capital.", DefaultValueFactory = _ => 10_000 };
        var runBacktest = new RunBacktest();
        var command = new Command("backtest", "Backtest a file of signals on a file of candles, or a run's models on its test part.")
        {
            signals, candles, funding, fee, halfSpread, slippage, impact, latency, hold, capital,
        };
        runBacktest.AddTo(command);
        command.SetAction((parse, cancellationToken) =>
        {
            if (runBacktest.IsRequested(parse, [signals, candles, funding, fee, halfSpread, slippage, impact, latency, hold, capital]))
                return runBacktest.ExecuteAsync(parse, cancellationToken);
            var series = CandleFile.ReadSeries(RequiredFile(candles, parse), cancellationToken);
            var rates = parse.GetValue(funding) is { } file
                ? FundingFile.Read(InputFile.Of(funding, file), series.Coin, cancellationToken)
                : null;
            var options = new BacktestOptions
            {
                Latency = Whole(latency, parse.GetValue(latency), 0),
                Exit = parse.GetValue(hold) is { } bars ? ExitPolicy.HoldBars(Whole(hold, bars, 1)) : ExitPolicy.FollowSignal,
                InitialCapital = Positive(capital, parse.GetValue(capital)),
                Costs = CostOptions.Zero with
                {
                    TakerFeeBps = parse.GetValue(fee),
                    MakerFeeBps = parse.GetValue(fee),
                    HalfSpreadBps = parse.GetValue(halfSpread),
                    SlippageBps = parse.GetValue(slippage),
                    ImpactY = parse.GetValue(impact),
                    HasFunding = rates is not null,
                },
            };
            var folder = OutputFolder.Of(runBacktest.Output, parse.GetRequiredValue(runBacktest.Output));
            var traded = SignalFile.Read(RequiredFile(signals, parse), series, cancellationToken);
            var result = Backtester.Run(series, new BarRange(0, series.Count), traded, rates, options);
            BacktestFiles.Write(folder, series, result);
            AnsiConsole.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Trades.Count} trades, equity {result.InitialCapital:F2} to {result.FinalEquity:F2}. "
                + $"Wrote trades.csv, equity.csv, ledger.csv and backtest_metrics.json to {folder}."));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static string RequiredFile(Option<string?> option, ParseResult parse) => parse.GetValue(option) is { } path
        ? InputFile.Of(option, path)
        : throw new InputRefusedException($"{option.Name} FILE is missing; or name a run with --run RUN_ID.");

    private static Option<double> Cost(string name, string description)
    {
        var option = new Option<double>(name) { Description = $"{description} Default: 0.", HelpName = "X" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and < 10_000))
                result.AddError($"{name} must lie in [0, 10000).");
        });
        return option;
    }

    private static int Whole(Option option, int value, int least) =>
        value >= least ? value : throw new InputRefusedException($"{option.Name} is {value}; it must be {least} or more.");

    private static double Positive(Option option, double value) =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new InputRefusedException($"{option.Name} is {value}; it must be a number above 0.");
}
