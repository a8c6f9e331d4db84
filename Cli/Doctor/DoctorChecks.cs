using Huracan.Engine.Models;

namespace Huracan.Cli.Doctor;

/// <summary>Checks the machine: is everything installed that a run needs, and is it as fast as it should be?</summary>
public static class DoctorChecks
{
    /// <summary>Runs every check; takes a few seconds, most of them for loading libtorch.</summary>
    public static DoctorReport RunAll()
    {
        var processor = Processor.OfThisMachine();
        return new DoctorReport(
        [
            DotnetChecks.Sdk(),
            .. OfRun(new RunRequirements(Environment.CurrentDirectory, Environment.ProcessorCount), processor),
            LibraryChecks.CatBoost(isNeeded: false),
            ProgramChecks.Postgres(),
            ProgramChecks.Redis(),
            ProgramChecks.Chromium(),
            MachineChecks.Cores(processor),
        ]);
    }

    /// <summary>Runs only the checks of what would make this run fail, or be slow, or leave something out.</summary>
    public static DoctorReport RunFor(RunRequirements requirements) => new([.. OfRun(requirements, Processor.OfThisMachine())]);

    private static IEnumerable<CheckResult> OfRun(RunRequirements requirements, Processor processor)
    {
        yield return DotnetChecks.Runtime();
        yield return DotnetChecks.Packages();
        yield return TorchChecks.Library();
        if (requirements.NeedsXgboost)
            yield return LibraryChecks.Xgboost();
        if (requirements.NeedsLightGbm)
            yield return LibraryChecks.LightGbm();
        if (requirements.NeedsOnnx)
            yield return LibraryChecks.Onnx();
        if (requirements.NeedsCatBoost)
            yield return LibraryChecks.CatBoost(isNeeded: true);
        yield return TorchChecks.Blas();
        yield return TorchChecks.Threads(Environment.GetEnvironmentVariable);
        yield return TorchChecks.MatrixRate(processor);
        yield return MachineChecks.Fonts();
        yield return MachineChecks.Memory(requirements);
        yield return MachineChecks.Disk(requirements.Output);
        if (requirements.Device != TrainingDevice.Cpu)
            yield return MachineChecks.Gpu(requirements.Device);
    }
}
