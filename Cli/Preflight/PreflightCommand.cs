using System.CommandLine;
using Huracan.Cli.Data;
using Huracan.Cli.Doctor;
using Huracan.Cli.Run;
using Huracan.Cli.Terminal;
using Huracan.Contracts.Preflight;
using Huracan.Engine.Market;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Units;
using Huracan.Engine.Reports;
using Huracan.Engine;
using Huracan.Storage.Candles;
using Huracan.Storage.Runs;
using Spectre.Console;

namespace Huracan.Cli.Preflight;

/// <summary>
/// <c>huracan preflight</c>: says whether this machine can train, and of every unit whether it may be trained; what is wrong where not.
/// </summary>
internal static class PreflightCommand
{
    public static Command Create()
    {
        var options = new RunCommandOptions();
        var work = new WorkOptions();
        var command = new Command(
            "preflight",
            "Check environment, models and data before a run; exit code 2 when the environment cannot train, or any unit is blocked.");
        options.AddTo(command);
        foreach (var option in work.All)
            command.Add(option);
        command.SetAction((parse, cancellationToken) => Task.FromResult(
            Check(options.Read(parse), work.Read(parse), parse.InvocationConfiguration.Output, cancellationToken)));
        return command;
    }

    private static int Check(RunOptions options, RunRequest request, TextWriter output, CancellationToken cancellationToken)
    {
        var source = CandleSources.Open(options);
        var compared = CandleSources.OpenCompared(options);
        RunPlan.Validate(options, source, RunFiles.Families);
        var environment = DoctorChecks.RunFor(Requirements(options, request));
        DoctorTable.Write(environment, output);
        if (!environment.CanTrain)
        {
            AnsiConsole.MarkupLine("[red]This environment cannot train;[/] models and candles were not looked at.");
            return ExitCodes.Refused;
        }
        RunFiles.Complete(options);
        if (options.Source is not null) // a simulated market has no present
            options.AsOf ??= Instant.Of(TimeProvider.System.GetUtcNow());
        var samples = new UnitSamples(options, RunFiles.Features(), RunFiles.Families);
        foreach (var family in options.Models)
        {
            if (family != BroughtModels.Onnx) // which was when the options were completed
                ForwardPass.Check(RunFiles.Families, family, options.ModelSettings[family], options.Device, cancellationToken);
            AnsiConsole.MarkupLineInterpolated(
                $"model {family}: one step of training and one forecast on {SettingText.Of(options.Device)} [green]ok[/]");
        }

        var units = RunPlan.Units(options, source);
        var bitcoin = source.Coins.Contains(RunPlan.Bitcoin)
            ? IngestStage.Look(options, source, RunPlan.Bitcoin, cancellationToken).Series
            : [];
        var (blocked, stale) = (0, 0);
        foreach (var coin in units.Select(unit => unit.Coin).Distinct())
        {
            var series = coin == RunPlan.Bitcoin ? bitcoin : IngestStage.Look(options, source, coin, cancellationToken).Series;
            foreach (var found in compared?.Beside(series, cancellationToken) ?? series)
            {
                var unit = samples.Judge(found, bitcoin.SingleOrDefault(series => series.Unit.Timeframe == found.Unit.Timeframe)?.Series);
                Print(unit);
                blocked += unit.Preflight.Verdict == PreflightVerdict.Blocked ? 1 : 0;
                stale += unit.Preflight.Findings.Any(finding => finding.Code == TradingChecks.Stale) ? 1 : 0;
            }
        }
        var next = blocked < units.Count ? $" Next: {Invocation.Name} run with the same options." : "";
        AnsiConsole.MarkupLineInterpolated($"{units.Count - blocked} of {units.Count} units may be trained.{next}");
        const string advice = "fine to train on, but no live forecast from these candles is traded.";
        if (stale > 0)
            AnsiConsole.MarkupLineInterpolated($"[yellow]{stale} of {units.Count} units end in a stale candle: {advice}[/]");
        return blocked == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static RunRequirements Requirements(RunOptions options, RunRequest request)
    {
        var requirements = new RunRequirements(request.Output, request.Workers)
        {
            NeedsXgboost = options.Models.Contains("xgboost"),
            NeedsLightGbm = options.Models.Contains("lightgbm"),
            NeedsOnnx = options.Models.Contains(BroughtModels.Onnx),
            NeedsCatBoost = options.Models.Contains("catboost"),
            Device = DeviceResolution.Asked(options.Device, Environment.GetEnvironmentVariable(DeviceResolution.Variable)),
        };
        return request.WorkerMemoryMegabytes is { } limit ? requirements with { WorkerMegabytes = limit } : requirements;
    }

    private static void Print(UnitSeries unit)
    {
        var verdict = unit.Preflight.Verdict switch
        {
            PreflightVerdict.OkToTrain => "[green]OK_TO_TRAIN[/]",
            PreflightVerdict.FixedAndOk => "[yellow]FIXED_AND_OK[/]",
            _ => "[red]BLOCKED[/]",
        };
        var from = unit.ResampledFrom is { } finer ? $" (from {finer})" : "";
        AnsiConsole.MarkupLine($"{verdict} {Markup.Escape($"{unit.Unit} {unit.Origin}{from}: {unit.Series?.Count ?? 0} candles")}");
        CandleReport.PrintFindings(unit.Preflight.Findings);
        if (unit.Comparison is { } comparison)
            AnsiConsole.WriteLine($"    compared with {ComparisonText.WithVendor(comparison)}");
    }
}
