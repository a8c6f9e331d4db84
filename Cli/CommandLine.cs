using System.CommandLine;
using System.Runtime.InteropServices;
using Huracan.Cli.Backtest;
using Huracan.Cli.Chain;
using Huracan.Cli.Champions;
using Huracan.Cli.Daily;
using Huracan.Cli.Data;
using Huracan.Cli.Datasets;
using Huracan.Cli.Doctor;
using Huracan.Cli.Experiment;
using Huracan.Cli.Factory;
using Huracan.Cli.Hamilton;
using Huracan.Cli.Importance;
using Huracan.Cli.LeakCheck;
using Huracan.Cli.Openings;
using Huracan.Cli.Preflight;
using Huracan.Cli.Run;
using Huracan.Cli.Server;
using Huracan.Cli.Signals;
using Huracan.Cli.Terminal;
using Huracan.Cli.Thresholds;
using Huracan.Cli.Track;
using Huracan.Cli.TrackRecord;
using Huracan.Contracts;
using Huracan.Contracts.Client;
using Huracan.Engine;
using Spectre.Console;

namespace Huracan.Cli;

/// <summary>Defines the commands and turns exceptions into messages and exit codes.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (Console.IsOutputRedirected)
        {
            // A log or a pipe gets plain text without line wrapping.
            AnsiConsole.Profile.Capabilities.Ansi = false;
            AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            AnsiConsole.Profile.Width = 1000;
        }
        var root = new RootCommand(
            $"Huracan trains one model per coin and timeframe, proves it on unseen data and gates what is weak. {ExitCodes.Meaning}")
        {
            DoctorCommand.Create(),
            DataCommand.Create(),
            DatasetCommand.Create(),
            PreflightCommand.Create(),
            LeakCheckCommand.Create(),
            RunCommand.Create(),
            Chain.TrainCommand.Create(),
            ExperimentCommand.Create(),
            FactoryCommand.Create(),
            RunsCommand.Create(),
            TrackCommand.Create(),
            TuneCommand.Create(),
            StageCommands.Extend(),
            StageCommands.Analyze(),
            StageCommands.Final(),
            BacktestCommand.Create(),
            ThresholdsCommand.Create(),
            OpeningsCommand.Create(),
            ImportanceCommand.Create(),
            SignalsCommand.Create(),
            TrackRecordCommand.Create(),
            ChampionsCommand.Create(),
            HamiltonCommand.Create(),
            DailyCommand.Create(),
        };
        var parse = root.Parse(args);
        if (UnknownCommand(parse) is { } unknown)
        {
            await Console.Error.WriteLineAsync(unknown);
            return ExitCodes.Refused;
        }
        if (parse.Errors.Count > 0)
        {
            foreach (var error in parse.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See '{Invocation.Name} --help', or '{Invocation.Name} COMMAND --help'.");
            return ExitCodes.Refused;
        }

        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        try
        {
            return await parse.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupt.Token);
        }
        catch (InputRefusedException exception)
        {
            await Console.Error.WriteLineAsync($"Refused: {exception.Message}");
            return ExitCodes.Refused;
        }
        catch (ApiException exception)
        {
            var isRefusal = ApiErrorText.IsRefusal(exception);
            await Console.Error.WriteLineAsync($"{(isRefusal ? "Refused" : "Failed")}: {ApiErrorText.Message(exception)}");
            return isRefusal ? ExitCodes.Refused : ExitCodes.Failed;
        }
        catch (OperationCanceledException exception) when (interrupt.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(exception is InterruptedException ? $"Interrupted; {exception.Message}" : "Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            await Console.Error.WriteLineAsync($"Failed: {exception.Message}");
            return ExitCodes.Failed;
        }
        catch (Exception exception)
        {
            // Not caused by the user's input: print the exception with its stack trace.
            await Console.Error.WriteLineAsync($"Failed, and this is a defect of the program: {exception}");
            return ExitCodes.Failed;
        }

        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            interrupt.Cancel();
        }
    }

    /// <summary>Says that there is no such command, also where its help was asked for; null where there is.</summary>
    private static string? UnknownCommand(ParseResult parse)
    {
        var names = parse.CommandResult.Command.Subcommands.Select(command => command.Name).ToList();
        return names.Count > 0 && parse.UnmatchedTokens is [var name, ..] && !name.StartsWith('-')
            ? $"There is no command '{name}'{NearestName.Hint(name, names)}; commands: {string.Join(", ", names)}. "
                + $"See '{Invocation.Name} --help'."
            : null;
    }
}
