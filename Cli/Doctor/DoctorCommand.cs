using System.CommandLine;
using Huracan.Cli.Terminal;

namespace Huracan.Cli.Doctor;

/// <summary><c>huracan doctor</c>.</summary>
public static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command(
            "doctor", "Check this machine: SDK, native libraries, servers, disk, memory, devices; each problem with its remedy. "
                + "Exit code 1 when something that a run needs is missing.");
        command.SetAction(parsed =>
        {
            var report = DoctorChecks.RunAll();
            DoctorTable.Write(report, parsed.InvocationConfiguration.Output);
            return report.CanTrain ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }
}
