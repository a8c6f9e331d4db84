using System.CommandLine;

namespace Huracan.Cli.Doctor;

/// <summary><c>huracan doctor</c>.</summary>
public static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command(
            "doctor", "Examine this machine: SDK, native libraries, servers, disk, memory, devices; each failure with its remedy.");
        command.SetAction(parsed =>
        {
            var report = Doctor.Examine();
            DoctorTable.Write(report, parsed.InvocationConfiguration.Output);
            return report.ExitCode;
        });
        return command;
    }
}
