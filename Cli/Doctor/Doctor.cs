using Huracan.Engine.Models;

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
            DotnetChecks.Sdk(),
            .. OfRun(new RunNeeds(Environment.CurrentDirectory, Environment.ProcessorCount), processor),
            ProgramChecks.Postgres(),
            ProgramChecks.Redis(),
            ProgramChecks.Chromium(),
            MachineChecks.Cores(processor),
        ]);
    }

    /// <summary>Runs the checks of what would make this run fail, or be slow, or leave something out.</summary>
    public static DoctorReport ExamineFor(RunNeeds needs) => new([.. OfRun(needs, Processor.OfThisMachine())]);

    private static IEnumerable<Check> OfRun(RunNeeds needs, Processor processor)
    {
        yield return DotnetChecks.Runtime();
        yield return DotnetChecks.Packages();
        yield return TorchChecks.Library();
        if (needs.NeedsXgboost)
            yield return LibraryChecks.Xgboost();
        yield return TorchChecks.Blas();
        yield return TorchChecks.Threads(Environment.GetEnvironmentVariable);
        yield return TorchChecks.MatrixRate(processor);
        yield return MachineChecks.Fonts();
        yield return MachineChecks.Memory(needs);
        yield return MachineChecks.Disk(needs.Output);
        if (needs.Device != TrainingDevice.Cpu)
            yield return MachineChecks.Devices(needs.Device);
    }
}
