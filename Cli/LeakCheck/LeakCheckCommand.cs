using System.CommandLine;
using Huracan.Cli.Options;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts;
using Huracan.Engine.Leakage;
using Huracan.Engine.Leakage.Audits;
using Huracan.Storage.Candles;

namespace Huracan.Cli.LeakCheck;

/// <summary><c>huracan leak-check</c>: looks for leakage of the future, in this pipeline or in a table that someone brings.</summary>
internal static class LeakCheckCommand
{
    private static readonly Option<string?> Features = new("--features")
    {
        Description = "Table of features and a label to check instead of this pipeline: .csv, .csv.gz or .parquet.",
        HelpName = "FILE",
    };
    private static readonly Option<string?> Label = new("--label")
    {
        Description = "Column of the label, with --features.",
        HelpName = "NAME",
    };
    private static readonly Option<int?> Horizon =
        NumberOption.Whole("--horizon", "Bars the label looks ahead, with --features.", "BARS", 1, 10_000);
    private static readonly Option<string?> Candles = new("--candles")
    {
        Description = "Candles of the table's bars: without them lead and lag cannot be looked at.",
        HelpName = "FILE",
    };
    private static readonly Option<string?> LeaveOut = new("--leave-out")
    {
        Description = "Columns of the table that are neither feature nor label, with commas.",
        HelpName = "A,B",
    };
    private static readonly Option<int?> Cuts =
        NumberOption.Whole("--cuts", "Bars at which a series is cut off and replaced; default 12.", "N", 2, 10_000);

    public static Command Create()
    {
        var options = new RunCommandOptions();
        var command = new Command(
            "leak-check",
            "Look for leakage of the future in features, labels, splits, fits and backtest of this pipeline, or in a table of features; "
                + "exit code 1 where there is one.")
        {
            Features, Label, Horizon, Candles, LeaveOut, Cuts,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellationToken) =>
        {
            var output = parse.InvocationConfiguration.Output;
            var isClean = parse.GetValue(Features) is { } file
                ? CheckTable(file, options, parse, output, cancellationToken)
                : CheckPipeline(options, parse, output, cancellationToken);
            return Task.FromResult(isClean ? ExitCodes.Done : ExitCodes.Failed);
        });
        return command;
    }

    private static bool CheckTable(
        string file, RunCommandOptions options, ParseResult parse, TextWriter output, CancellationToken cancellationToken)
    {
        string[] others = [.. options.Given(parse).Except(["--seed"]), .. parse.GetValue(Cuts) is null ? [] : new[] { Cuts.Name }];
        if (others.Length > 0)
            throw new InputRefusedException(
                $"With --features a table is checked, which has no pipeline; leave out {string.Join(", ", others)}.");
        if (parse.GetValue(Label) is not { } label || parse.GetValue(Horizon) is not { } horizon)
            throw new InputRefusedException(
                "--features needs --label NAME and --horizon BARS: what the table forecasts, and how far ahead.");
        var without = (parse.GetValue(LeaveOut) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var table = FeatureTableFile.Read(InputFile.Of(Features, file), label, horizon, without, cancellationToken);
        var candles = parse.GetValue(Candles) is { } path
            ? CandleFile.ReadSeries(InputFile.Of(Candles, path), cancellationToken)
            : null;
        var report = new TableAudit(new LeakOptions { Seed = options.Read(parse).Seed }).Run(file, table, candles, cancellationToken);
        LeakReportTable.Write(report, output);
        if (candles is null)
            output.WriteLine("Without --candles it is not known whether a feature tells the returns of the next bars.");
        return report.IsClean;
    }

    private static bool CheckPipeline(
        RunCommandOptions options, ParseResult parse, TextWriter output, CancellationToken cancellationToken)
    {
        string[] tableOnly = [
            .. new Option[] { Label, Horizon, Candles, LeaveOut }
                .Where(option => parse.GetResult(option) is { Implicit: false })
                .Select(option => option.Name),
        ];
        if (tableOnly.Length > 0)
            throw new InputRefusedException($"{string.Join(", ", tableOnly)} belong to a table; name it with --features FILE.");
        var run = options.Read(parse);
        var leak = new LeakOptions { Seed = run.Seed, Cuts = parse.GetValue(Cuts) ?? new LeakOptions().Cuts };
        return new PipelineCheck(run, leak, options.Given(parse)).Run(output, cancellationToken);
    }
}
