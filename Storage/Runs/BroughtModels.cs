using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine;
using Huracan.Engine.Features;
using Huracan.Engine.Labels;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Onnx;
using Huracan.Engine.Pipeline.Ingest;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Storage.Configuration;
using Huracan.Storage.Files;

namespace Huracan.Storage.Runs;

/// <summary>
/// Models that a person brings: the graphs of the family <c>onnx</c>. They are checked when a run is made and copied into it, and read from
/// there.
/// </summary>
public static class BroughtModels
{
    /// <summary>The family that takes files.</summary>
    public const string Onnx = OnnxModel.Family;

    private const string LookbackKey = "lookback";
    private const string OneBarReturn = "log_return";

    private static readonly string[] Names = [OnnxModel.GraphFile, OnnxModel.DescriptionFile];

    /// <summary>The files of a run that is to be made, by family.</summary>
    /// <exception cref="InputRefusedException">A file is missing or no description.</exception>
    public static IReadOnlyDictionary<string, FamilyFiles> Read(RunOptions options)
    {
        if (!options.Models.Contains(Onnx))
            return new Dictionary<string, FamilyFiles>();
        if (!options.ModelFiles.TryGetValue(Onnx, out var path))
            throw new InputRefusedException($"'model_files.{Onnx}' is missing: the path of a description of the graph, a YAML file.");
        var description = YamlFile.Load<OnnxDescription>(path);
        var graph = Path.GetFullPath(description.File, Path.GetDirectoryName(Path.GetFullPath(path))!); // a file has a folder
        if (!File.Exists(graph))
            throw new InputRefusedException($"{path}, 'file': there is no file {graph}.");
        return new Dictionary<string, FamilyFiles>
        {
            [Onnx] = new(new Dictionary<string, byte[]>
            {
                [OnnxModel.GraphFile] = File.ReadAllBytes(graph),
                [OnnxModel.DescriptionFile] = HuracanJson.Serialize(description),
            }),
        };
    }

    /// <summary>Checks a family's files against the run, and takes the length of the windows from them.</summary>
    /// <param name="options">The run.</param>
    /// <param name="settings">The family's settings; <c>lookback</c> is set.</param>
    /// <param name="families">The families there are.</param>
    /// <param name="features">The feature sets of the run.</param>
    /// <exception cref="InputRefusedException">They do not fit the run, or the graph its description; the message names file, key and both
    /// values.</exception>
    public static void Complete(RunOptions options, Dictionary<string, double> settings, ModelRegistry families, FeatureSets features)
    {
        var files = Read(options)[Onnx];
        var path = options.ModelFiles[Onnx];
        var description = HuracanJson.Deserialize<OnnxDescription>(files.Content[OnnxModel.DescriptionFile], path);
        var lookback = description.Input.Lookback;
        if (settings.GetValueOrDefault(LookbackKey, lookback) is var given && given != lookback)
            throw Refuse("input.shape", $"has windows of {lookback} bars", $"model_settings.{Onnx}.{LookbackKey} is {given}");
        settings[LookbackKey] = lookback;
        RequireLabels(options, description);
        var recipe = features.Recipe(options.FeatureSetOf(families[Onnx]));
        RequireColumns(description.Input, recipe);
        try
        {
            ForwardPass.Check(families, Onnx, settings, TrainingDevice.Cpu, CancellationToken.None, files, recipe.Names);
        }
        catch (InputRefusedException refused)
        {
            throw new InputRefusedException($"{path}: {refused.Message}", refused);
        }

        void RequireColumns(OnnxInput input, FeatureRecipe recipe)
        {
            foreach (var name in input.Columns)
            {
                var spec = recipe.Specs.FirstOrDefault(spec => spec.Name == name)
                    ?? throw Refuse("input.columns", $"has '{name}'", $"the feature set has {string.Join(", ", recipe.Names)}");
                if (input.Kind != OnnxInputKind.Features && !IsOneBarReturn(spec))
                    throw Refuse("input.columns", $"has '{name}'", $"a series must be a feature of the kind {OneBarReturn} with period 1");
            }
        }

        void RequireLabels(RunOptions options, OnnxDescription description)
        {
            if (description.Mode == OnnxMode.FittedHead)
                return;
            if (options.Labels == LabelKind.Meta)
                throw Refuse(
                    "mode", "is zero_shot",
                    "labels is meta: a graph that learns nothing cannot learn which sides pay. Set mode to fitted_head, or other labels");
            if (description.Output is not { Kind: OnnxOutputKind.Quantiles, Step: { } step })
                return;
            if (options.Labels != LabelKind.ForwardReturn)
                throw Refuse(
                    "mode", "is zero_shot, of quantiles of a return",
                    $"labels is {SettingText.Of(options.Labels)}: set it to forward_return, or mode to fitted_head");
            var others = options.Timeframes.SelectMany(options.HorizonsOf).Where(horizon => horizon != step).Distinct().Order().ToArray();
            if (others.Length > 0)
                throw Refuse("output.step", $"is {step}", $"the run has labels of {string.Join(", ", others)} bars");
        }

        InputRefusedException Refuse(string key, string there, string here) => new($"{path}: '{key}' {there}, and {here}.");
    }

    /// <summary>Copies the files of a run into its folder.</summary>
    public static void Write(string runFolder, IReadOnlyDictionary<string, FamilyFiles> brought)
    {
        foreach (var (family, files) in brought)
        {
            foreach (var (name, content) in files.Content)
                AtomicFile.Write(Path.Combine(runFolder, RunOutputs.ModelFile(family, name)), content);
        }
    }

    /// <summary>The files that a run has, by family; none where it is made anew from a bundle, whose model has its own.</summary>
    public static IReadOnlyDictionary<string, FamilyFiles> Open(string runFolder, RunOptions options)
    {
        if (!options.ModelFiles.ContainsKey(Onnx))
            return new Dictionary<string, FamilyFiles>();
        var paths = Names.ToDictionary(name => name, name => Path.Combine(runFolder, RunOutputs.ModelFile(Onnx, name)));
        return OfModel(paths.Where(file => File.Exists(file.Value)).ToDictionary(file => file.Key, file => File.ReadAllBytes(file.Value)));
    }

    /// <summary>The files that a saved model was made from, by family; none where its family takes none.</summary>
    /// <param name="saved">What is saved of the model, by name.</param>
    public static IReadOnlyDictionary<string, FamilyFiles> OfModel(IReadOnlyDictionary<string, byte[]> saved)
    {
        var found = new Dictionary<string, FamilyFiles>();
        if (Names.All(saved.ContainsKey))
            found.Add(Onnx, new(Names.ToDictionary(name => name, name => saved[name])));
        return found;
    }

    private static bool IsOneBarReturn(FeatureSpec spec) =>
        spec.Kind == OneBarReturn && spec.Parameters.GetValueOrDefault("period", "1") == "1" && !spec.Parameters.ContainsKey("market")
            && spec.Parameters.GetValueOrDefault("coarse", "1") == "1";
}
