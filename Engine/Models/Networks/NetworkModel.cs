using System.Text.Json.Serialization;
using Huracan.Contracts;
using Huracan.Engine.Models.Values;
using Huracan.Engine.Search.Space;
using Huracan.Engine.Tensors;
using Huracan.Engine.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Huracan.Engine.Models.Networks;

/// <summary>
/// What every model family made of a network shares: training, saving, loading. A family reads its own settings in its constructor
/// (those that fix the network's shape with <see cref="Size"/>), then calls <see cref="ModelSettings.RefuseUnknown"/>, and builds the
/// network.
/// </summary>
public abstract class NetworkModel : IQuantileForecaster, IEpochTrained
{
    private const string WeightsFile = "model.safetensors";
    private const string DescriptionFile = "network.json";

    // Always as many windows at once: libtorch's sums differ in their last digits with the size of a batch, and a forecast must not depend
    // on what else is asked for with it.
    private const int ForecastRows = 16;

    private readonly ModelSettings settings;
    private readonly SortedDictionary<string, int> sizes = new(StringComparer.Ordinal);
    private readonly TrainerSettings trainerSettings;
    private Module<Tensor, Tensor>? network;
    private ClassValues? values;
    private ReturnScale? scale;

    /// <summary>
    /// Reads the settings all networks have: <c>lookback</c> 60, <c>learning_rate</c> 0.001, <c>weight_decay</c> 0.0001,
    /// <c>gradient_clip</c> 1, <c>class_weighting</c> 0, <c>value_head</c> 0.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is out of range.</exception>
    protected NetworkModel(ModelSettings settings)
    {
        this.settings = settings;
        sizes["features"] = settings.Features;
        Lookback = Size("lookback", 60, 1, 4096);
        HasValueHead = settings.Integer(IQuantileForecaster.Setting, 0, 0, 1) == 1;
        if (HasValueHead)
            sizes["outputs"] = Outputs;
        trainerSettings = new()
        {
            Lookback = Lookback,
            LearningRate = settings.Number("learning_rate", 1e-3, 1e-7, 1),
            WeightDecay = settings.Number("weight_decay", 1e-4, 0, 1),
            GradientClip = settings.Number("gradient_clip", 1, 1e-3, 1e6),
            ClassWeighting = settings.Integer("class_weighting", 0, 0, 1) == 1,
            HasValueHead = HasValueHead,
        };
    }

    /// <summary>What is searched of the settings all networks have.</summary>
    protected static IReadOnlyList<SearchParameter> Learning { get; } =
    [
        new("lookback", new IntDistribution(30, 90, step: 30)),
        new("learning_rate", new FloatDistribution(1e-4, 1e-2, Log: true)),
        new("weight_decay", new FloatDistribution(1e-6, 1e-2, Log: true)),
    ];

    /// <inheritdoc/>
    public int Lookback { get; }

    /// <inheritdoc/>
    public bool HasValueHead { get; }

    /// <summary>Numbers that the network makes of a window: three logits, and with a value head six more.</summary>
    protected int Outputs => HasValueHead ? 3 + ValueOutputs.Count : 3;

    /// <inheritdoc/>
    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
    {
        SampleRules.RequireFit(train, validation, settings.Features, Lookback);
        LibTorch.Load();
        manual_seed((long)SeededRandom.Derive(options.Seed, "weights"));
        var growing = Build();
        try
        {
            var trainer = new Trainer(growing, trainerSettings with { Identity = Identity(options.Device) }, options);
            var result = trainer.Fit(train, validation, cancellationToken);
            growing.to(CPU);
            Adopt(growing, ClassValues.Fit(train), HasValueHead ? ReturnScale.Fit(train) : null);
            return result;
        }
        catch
        {
            growing.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars) => Predict(table, bars, []);

    /// <inheritdoc/>
    public QuantileForecasts PredictQuantiles(FeatureTable table, ReadOnlySpan<int> bars)
    {
        if (!HasValueHead)
            throw new InvalidOperationException($"The {settings.Family} model has no value head.");
        var quantiles = new float[bars.Length * ReturnQuantiles.Count];
        return new(Predict(table, bars, quantiles), quantiles);
    }

    private Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars, Span<float> quantiles)
    {
        var (_, means) = Fitted;
        SampleRules.RequireBars(table, bars, settings.Features, Lookback);
        var made = new float[bars.Length * Outputs];
        Results(table, bars, made);
        var predictions = new Prediction[bars.Length];
        for (var i = 0; i < predictions.Length; i++)
        {
            var row = made.AsSpan(i * Outputs, Outputs);
            predictions[i] = means.Predict(row[0], row[1], row[2]);
            if (scale is null)
                continue;
            var written = quantiles.IsEmpty ? quantiles : quantiles.Slice(i * ReturnQuantiles.Count, ReturnQuantiles.Count);
            predictions[i] = predictions[i] with { Value = ValueOutputs.Returns(row[3..], scale, written) };
        }
        return predictions;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, byte[]> Save()
    {
        var (trained, means) = Fitted;
        var weights = trained.SaveWeights();
        return new Dictionary<string, byte[]>
        {
            [WeightsFile] = weights,
            [DescriptionFile] = ModelFiles.Json(
                new Description(settings.Family, sizes, means, ModelFiles.Hash(weights)) { ReturnScale = scale }),
        };
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var saved = ModelFiles.ReadJson<Description>(settings.Family, files, DescriptionFile);
        if (saved.Family != settings.Family)
            throw new InputRefusedException($"{settings.Family}: the saved model is of the family '{saved.Family}' ({DescriptionFile}).");
        foreach (var (name, size) in sizes)
        {
            if (saved.Sizes.GetValueOrDefault(name) is var other && other != size)
                throw new InputRefusedException(
                    $"{settings.Family}: {name} is {other} in the saved model ({DescriptionFile}) and {size} here.");
        }
        if (HasValueHead ? saved.ReturnScale is not { IsPossible: true } : saved.ReturnScale is not null)
            throw new InputRefusedException(
                $"{settings.Family}: file '{DescriptionFile}', key 'return_scale': it must hold a finite centre and a deviation above 0 "
                    + "where the setting value_head is 1, and be absent where it is 0.");
        var bytes = ModelFiles.RequireIntact(settings.Family, files, WeightsFile, saved.Sha256);
        LibTorch.Load();
        var loading = Build();
        try
        {
            loading.LoadWeights(bytes);
        }
        catch (InvalidDataException exception)
        {
            loading.Dispose();
            throw new InputRefusedException(
                $"{settings.Family}: file '{WeightsFile}' does not hold this network: {exception.Message}", exception);
        }
        Adopt(loading, saved.ClassValues, saved.ReturnScale);
    }

    /// <summary>Frees the network.</summary>
    public virtual void Dispose()
    {
        network?.Dispose();
        network = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads a whole number that fixes the network's shape, so that weights of another shape are refused by its name.</summary>
    /// <exception cref="InputRefusedException">Out of range or not whole.</exception>
    protected int Size(string name, int fallback, int min, int max) => sizes[name] = settings.Integer(name, fallback, min, max);

    /// <summary>
    /// Makes the network, windows [B, F, L] to <see cref="Outputs"/> numbers each, the three logits first, with fresh weights from torch's
    /// global generator.
    /// </summary>
    protected abstract Module<Tensor, Tensor> Build();

    /// <summary>Called with the network just trained or loaded.</summary>
    protected virtual void Trained(Module<Tensor, Tensor> network)
    {
    }

    /// <summary>
    /// Writes what becomes of windows that lie in the table, <see cref="Outputs"/> numbers each: the class probabilities, then what the
    /// network puts out for the value head. By default the network's.
    /// </summary>
    protected virtual void Results(FeatureTable table, ReadOnlySpan<int> bars, Span<float> results)
    {
        if (bars.IsEmpty)
            return;
        using var scope = NewDisposeScope();
        using var noGradients = inference_mode();
        using var windows = new WindowTable(table, Lookback, bars, CPU);
        Span<int> batch = stackalloc int[ForecastRows];
        for (var start = 0; start < bars.Length; start += ForecastRows)
        {
            using var step = NewDisposeScope();
            var part = bars.Slice(start, Math.Min(ForecastRows, bars.Length - start));
            part.CopyTo(batch);
            batch[part.Length..].Fill(part[^1]);
            var made = Fitted.Network.call(windows.Batch(windows.Indices(batch)));
            var result = HasValueHead
                ? cat([functional.softmax(made.narrow(1, 0, 3), 1), made.narrow(1, 3, ValueOutputs.Count)], 1)
                : functional.softmax(made, 1);
            result.data<float>().ToArray().AsSpan(0, Outputs * part.Length).CopyTo(results[(Outputs * start)..]);
        }
    }

    /// <summary>What a checkpoint is of. A training that was begun on another kind of processor, or by other code of a plug-in, is not
    /// gone on with.</summary>
    internal string Identity(TrainingDevice device)
    {
        var processor = this is ISameOnEveryProcessor || device != TrainingDevice.Cpu ? "" : $" {ProcessorKind.Name}";
        var plugin = ModelFamily.CodeHashOf(GetType()) is { } hash ? $" {hash}" : "";
        return $"{settings}{processor}{plugin}";
    }

    private (Module<Tensor, Tensor> Network, ClassValues Values) Fitted => network is not null && values is not null
        ? (network, values)
        : throw new InvalidOperationException($"The {settings.Family} model is neither fitted nor loaded.");

    private void Adopt(Module<Tensor, Tensor> trained, ClassValues means, ReturnScale? returns)
    {
        trained.eval();
        network?.Dispose();
        (network, values, scale) = (trained, means, returns);
        Trained(trained);
    }

    private sealed record Description(string Family, SortedDictionary<string, int> Sizes, ClassValues ClassValues, string Sha256)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public ReturnScale? ReturnScale { get; init; }
    }
}
