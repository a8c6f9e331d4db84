using Huracan.Contracts;
using Huracan.Contracts.Trading;
using Huracan.Engine.Features;
using Huracan.Engine.Models;
using Huracan.Engine.Models.CatBoost;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;
using Huracan.Storage.Plugins;

namespace Huracan.Storage.Runs;

/// <summary>A run's own copy of its configuration, and how to open the run by it.</summary>
public static class RunFiles
{
    private const string LockFile = ".lock";

    private static readonly Lazy<ModelRegistry> Known = new(
        () => PluginFamilies.Load(
            PluginFamilies.Find(Environment.GetEnvironmentVariable(PluginFamilies.Variable), AppContext.BaseDirectory)));

    /// <summary>The model families there are: the engine's, and those of the plug-ins that <c>plugins.yaml</c> names.</summary>
    /// <exception cref="InputRefusedException">A plug-in is refused.</exception>
    public static ModelRegistry Families => Known.Value;

    /// <summary>
    /// Completes the options: model settings from <c>config/models</c> under those given, the device resolved. What comes out
    /// decides the run's results on its own.
    /// </summary>
    /// <exception cref="InputRefusedException">A family refuses a setting, its library is not installed, or a GPU is asked for where there
    /// is none.</exception>
    public static void Complete(RunOptions options)
    {
        CompleteModels(options);
        if (options.Models.Contains("catboost"))
            RequireCatBoost();
        options.Device = DeviceResolution.Resolve(options.Device, Environment.GetEnvironmentVariable(DeviceResolution.Variable));
    }

    /// <summary>The same without the device, for who does not do the work.</summary>
    /// <exception cref="InputRefusedException">A family refuses a setting.</exception>
    public static void CompleteModels(RunOptions options)
    {
        options.Models = [.. options.Models.Distinct()];
        options.Horizons = [.. options.Horizons.Distinct()];
        foreach (var family in options.Models)
        {
            var file = ConfigFolder.TryFind($"models/{family}.yaml");
            var settings = file is null ? [] : YamlFile.LoadNumbers(file).ToDictionary();
            foreach (var (name, value) in options.ModelSettings.GetValueOrDefault(family) ?? [])
                settings[name] = value;
            if (family == BroughtModels.Onnx)
                BroughtModels.Complete(options, settings, Families, Features());
            options.ModelSettings[family] = settings;
            using var model = Families.Create(family, new ModelSettings(family, 1, settings)); // refuses what it does not know
        }
    }

    // The one library that does not come with the program or its set-up: said now, and not unit by unit.
    private static void RequireCatBoost()
    {
        try
        {
            CatBoostLibrary.Require();
        }
        catch (DllNotFoundException exception)
        {
            throw new InputRefusedException(exception.Message, exception);
        }
    }

    /// <summary>Short identity of what a run computes.</summary>
    public static string ConfigHash(RunOptions options) => StageRunner.HashOf([YamlFile.Format(options)]);

    /// <summary>Makes the run folder with its configuration.</summary>
    /// <exception cref="InputRefusedException">The feature file is refused.</exception>
    public static void Create(string runFolder, RunOptions options)
    {
        _ = Features();
        Create(runFolder, options, File.ReadAllBytes(ConfigFolder.Find(RunOutputs.Features)), BroughtModels.Read(options));
    }

    /// <summary>The feature sets a new run is made with.</summary>
    /// <exception cref="InputRefusedException">The feature file is refused.</exception>
    public static FeatureSets Features()
    {
        var source = ConfigFolder.Find(RunOutputs.Features);
        return YamlFile.Load<FeatureConfig>(source).Build(FeatureCatalog.Default, source);
    }

    /// <summary>Makes the run folder with its configuration and the feature sets it was asked for with.</summary>
    public static void Create(string runFolder, RunOptions options, ReadOnlySpan<byte> features) =>
        Create(runFolder, options, features, new Dictionary<string, FamilyFiles>());

    private static void Create(
        string runFolder, RunOptions options, ReadOnlySpan<byte> features, IReadOnlyDictionary<string, FamilyFiles> brought)
    {
        Directory.CreateDirectory(runFolder);
        try
        {
            BroughtModels.Write(runFolder, brought);
            AtomicFile.Write(Path.Combine(runFolder, RunOutputs.Features), features);
            Save(runFolder, options);
        }
        catch (IOException)
        {
            Directory.Delete(runFolder, recursive: true); // without a configuration it is no run
            throw;
        }
    }

    /// <summary>Replaces a run's configuration: for what no stage has computed with.</summary>
    public static void Save(string runFolder, RunOptions options) =>
        AtomicFile.Write(Path.Combine(runFolder, RunOutputs.Config), System.Text.Encoding.UTF8.GetBytes(YamlFile.Format(options)));

    /// <summary>Opens a run by its folder.</summary>
    /// <param name="runFolder">The folder.</param>
    /// <param name="peakMemoryBytes">Tells the highest resident memory of this process.</param>
    /// <exception cref="InputRefusedException">Its configuration is missing or refused.</exception>
    public static RunContext Open(string runFolder, Func<long>? peakMemoryBytes = null)
    {
        var features = Path.Combine(runFolder, RunOutputs.Features);
        var store = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(runFolder)) ?? ".", "features");
        var options = YamlFile.Load<RunOptions>(Path.Combine(runFolder, RunOutputs.Config));
        return new RunContext(
            options, new RunFolder(runFolder), new RunFolder(store),
            YamlFile.Load<FeatureConfig>(features).Build(FeatureCatalog.Default, features), Families)
        {
            PeakMemoryBytes = peakMemoryBytes ?? (() => 0),
            ModelFiles = BroughtModels.Open(runFolder, options),
        };
    }

    /// <summary>Locks the run for this process; released when the stream is disposed or the process dies.</summary>
    /// <exception cref="InputRefusedException">Another process has it.</exception>
    public static FileStream Lock(string runFolder)
    {
        try
        {
            return new FileStream(
                Path.Combine(runFolder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException taken) when (Directory.Exists(runFolder))
        {
            throw new InputRefusedException($"{runFolder} is being worked on by another process.", taken);
        }
    }
}
