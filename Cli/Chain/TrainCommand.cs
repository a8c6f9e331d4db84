using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;

namespace Huracan.Cli.Chain;

/// <summary>
/// <c>huracan train</c>: one model of one unit by the same chain as a run, which ends before the backtest: no test part is opened.
/// </summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var coin = new Option<string?>("--coin") { Description = "The coin.", HelpName = "BTCUSDT" };
        var timeframe = new Option<string?>("--timeframe") { Description = "The timeframe.", HelpName = "1h" };
        var horizon = NumberOption.Whole("--horizon", "The label's horizon, bars; default: the settings'.", "N", 1, 10_000);
        var run = new Option<string?>("--run") { Description = "Go on with a training that was interrupted.", HelpName = "RUN_ID" };
        var options = new RunCommandOptions();
        var work = new WorkOptions();
        var command = new Command(
            "train", "Train one model of one unit, and stop before the test part is opened. Options as for 'run'.")
        {
            coin, timeframe, horizon, run,
        };
        options.AddTo(command);
        work.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var request = work.Read(parse) with
            {
                Chain = new ChainOptions { Last = ChainStage.Final },
                HowToGoOn = paths => paths.Command("train --run"),
            };
            using var session = parse.GetValue(run) is { } runId
                ? RunSession.Resume(runId, request, [.. options.Given(parse), .. Given(parse, coin, timeframe, horizon)])
                : RunSession.Create(One(parse), request);
            var code = await session.ExecuteAsync(cancellationToken);
            TrainedModels.Print(session);
            return code;
        });
        return command;

        RunOptions One(ParseResult parse)
        {
            Refuse(parse, coin, "--coins", "--symbols");
            Refuse(parse, timeframe, "--timeframes");
            Refuse(parse, horizon, "--horizons");
            var settings = options.Read(parse);
            if (parse.GetValue(coin) is { } symbol)
                settings.Coins = [symbol];
            if (parse.GetValue(timeframe) is { } length)
                settings.Timeframes = [SettingValue.Parse<Timeframe>(timeframe.Name, length)];
            if (parse.GetValue(horizon) is { } bars)
                (settings.Horizons, settings.HorizonTimes) = ([bars], []);
            string[] several =
            [
                .. Several(coin.Name, settings.Coins),
                .. Several(timeframe.Name, settings.Timeframes),
                .. Several("--model", settings.Models),
                .. settings.HorizonTimes.Count > 0
                    ? Several(horizon.Name, settings.HorizonTimes)
                    : Several(horizon.Name, settings.Horizons),
            ];
            return several.Length == 0
                ? settings
                : throw new InputRefusedException($"'train' trains one model of one unit: {string.Join("; ", several)}.");
        }

        void Refuse(ParseResult parse, Option single, params string[] plurals)
        {
            var given = options.Given(parse).Intersect(plurals).ToArray();
            if (given.Length > 0 && Given(parse, single).Length > 0)
                throw new InputRefusedException($"{single.Name} and {string.Join(", ", given)} say the same; give one of them.");
        }
    }

    private static IEnumerable<string> Several<T>(string option, List<T> values) => values.Count == 1
        ? []
        : [$"name it with {option}{(values.Count == 0 ? "" : $", the settings have {string.Join(", ", values)}")}"];

    private static string[] Given(ParseResult parse, params Option[] options) =>
        [.. options.Where(option => parse.GetResult(option) is { Implicit: false }).Select(option => option.Name)];
}
