using System.CommandLine;
using System.Text;
using Huracan.Cli.Terminal;
using Huracan.Contracts.Json;
using Huracan.Engine.Datasets.Checks;
using Huracan.Storage.Datasets;

namespace Huracan.Cli.Datasets;

/// <summary><c>huracan dataset check</c>: verifies ready-made splits.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var (folder, window) = (DatasetCommand.Folder(), DatasetCommand.Window());
        var json = new Option<bool>("--json") { Description = "Print the whole report as JSON instead of a table." };
        var command = new Command(
            "check", "Verify purge, scaler and features of ready-made splits; exit code 2 where a part knows what comes after it.")
        {
            folder, window, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var output = parse.InvocationConfiguration.Output;
            var path = parse.GetRequiredValue(folder);
            var watch = new DatasetWatch();
            var set = SplitFiles.Read(path, cancellationToken);
            var loaded = watch.Lap();
            var report = new DatasetCheck(parse.GetValue(window) ?? 60).Run(set.Dataset, set.Findings, cancellationToken);
            if (parse.GetValue(json))
                output.Write(Encoding.UTF8.GetString(HuracanJson.Serialize(report)));
            else
                DatasetTable.Write(path, report, output, $"Read in {loaded}, checked in {watch.Lap()}, {DatasetWatch.Memory()}.");
            return Task.FromResult(report.Verdict == DatasetVerdict.Blocked ? ExitCodes.Refused : ExitCodes.Done);
        });
        return command;
    }
}
