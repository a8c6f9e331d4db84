namespace Huracan.Cli.Doctor;

/// <summary>Examines the machine: is all here that a run needs, and is it as fast as it should be?</summary>
public static class Doctor
{
    /// <summary>Runs every check; takes a few seconds, most of them for loading libtorch.</summary>
    public static DoctorReport Examine()
    {
        var processor = Processor.OfThisMachine();
        return new DoctorReport(
        [
            DotnetChecks.Runtime(),
            DotnetChecks.Sdk(),
            DotnetChecks.Packages(),
            LibraryChecks.Torch(),
            TorchChecks.Binding(),
            LibraryChecks.Xgboost(),
            BlasChecks.Library(processor),
            BlasChecks.Threads(Environment.GetEnvironmentVariable),
            TorchChecks.MatrixRate(processor),
            MachineChecks.Fonts(),
            ProgramChecks.Postgres(),
            ProgramChecks.Redis(),
            ProgramChecks.Chromium(),
            MachineChecks.Cores(processor),
            MachineChecks.Memory(),
            MachineChecks.Disk(Environment.CurrentDirectory),
            MachineChecks.Devices(),
        ]);
    }
}
