using System.Diagnostics;
using System.Numerics.Tensors;
using Huracan.Contracts;
using Huracan.Contracts.Json;
using Huracan.Engine.Models.LogisticRegression;
using Huracan.Engine.Search.Space;

namespace Huracan.Engine.Models.Onnx;

/// <summary>
/// A model of a person's own as an ONNX graph, run by ONNX Runtime on the processor by one thread. Its weights are not trained here: the
/// outputs are the forecast, or the features of a multinomial logistic regression that is. What is saved has the graph in it, and running
/// it executes ONNX's operators and no other code.
/// </summary>
[ModelFamily(Family, FeatureSet = "sequence", FeatureClip = 1e6)]
public sealed class OnnxModel : IModel, ISearchable, IDependsOnProcessor
{
    /// <summary>Name of the family, which alone takes files that a person brings.</summary>
    public const string Family = "onnx";

    /// <summary>Name of the graph among a family's files, and of what is saved.</summary>
    public const string GraphFile = "model.onnx";

    /// <summary>Name of the description among a family's files, and of what is saved: JSON.</summary>
    public const string DescriptionFile = "onnx.json";

    private const string StateFile = "state.json";
    private const string LookbackKey = "lookback";
    private const double HeadClip = 5;

    private readonly ModelSettings settings;
    private OnnxSession? session;
    private OnnxDescription? description;
    private byte[] graph = [];
    private byte[] descriptionText = [];
    private OnnxState? state;
    private LinearModel? head;

    /// <summary>
    /// Makes an untrained model. Settings: <c>lookback</c> 1 (bars of a window, 1 to 10,000, as the description has them), and those of
    /// <see cref="LinearModel"/> for a fitted head.
    /// </summary>
    /// <exception cref="InputRefusedException">A setting is unknown or out of range.</exception>
    public OnnxModel(ModelSettings settings)
    {
        this.settings = settings;
        Lookback = settings.Integer(LookbackKey, 1, 1, 10_000);
        using var untrained = NewHead(1); // refuses what it does not know
    }

    /// <summary>The fitted head's; without one all trials are the same.</summary>
    public static SearchSpace Space => LinearModel.Space;

    /// <inheritdoc/>
    public int Lookback { get; }

    /// <inheritdoc/>
    public FitResult Fit(Samples train, Samples? validation, FitOptions options, CancellationToken cancellationToken)
    {
        SampleRules.RequireFit(train, validation, settings.Features, Lookback);
        var files = settings.Files?.Content
            ?? throw new InputRefusedException(
                $"{settings.Family} needs a graph: name its description in 'model_files.{settings.Family}'.");
        Open(ModelFiles.Require(settings.Family, files, GraphFile), ModelFiles.Require(settings.Family, files, DescriptionFile));
        var (graphHash, descriptionHash) = (ModelFiles.Hash(graph), ModelFiles.Hash(descriptionText));
        var started = Stopwatch.GetTimestamp();
        var outputs = Outputs(train.Table, train.Bars, cancellationToken);
        var validationOutputs = validation is null ? null : Outputs(validation.Table, validation.Bars, cancellationToken);
        var (means, isFitted) = (ClassValues.Fit(train), Described.Mode == OnnxMode.FittedHead);
        if (!isFitted)
        {
            var deadZone = Described.Output.Kind == OnnxOutputKind.Quantiles ? OnnxState.DeadZoneOf(train) : 0;
            state = new(graphHash, descriptionHash, means, deadZone, Head: null);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var epoch = new EpochResult(
                1, Loss(train, outputs), validation is null ? double.NaN : Loss(validation, validationOutputs!), seconds,
                train.Count / seconds);
            options.Progress?.Report(epoch);
            return new(1, validation is null ? epoch.TrainLoss : epoch.ValidationLoss, [epoch], StoppedEarly: false, BatchSize: 0);
        }
        var scaler = Scaler.Fit(
            [.. Enumerable.Range(0, session!.Width).Select(i => $"output{i}")], Columns(outputs),
            [.. Enumerable.Range(0, train.Count)], HeadClip);
        var fitted = NewHead(session.Width);
        var result = fitted.Fit(
            OfOutputs(train, scaler, outputs), validation is null ? null : OfOutputs(validation, scaler, validationOutputs!), options,
            cancellationToken);
        (head, state) = (fitted, new(graphHash, descriptionHash, means, DeadZone: 0, scaler.Columns));
        return result;
    }

    /// <inheritdoc/>
    public Prediction[] Predict(FeatureTable table, ReadOnlySpan<int> bars)
    {
        _ = Fitted;
        SampleRules.RequireBars(table, bars, settings.Features, Lookback);
        return Forecasts(Outputs(table, bars, CancellationToken.None));
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, byte[]> Save()
    {
        var files = new Dictionary<string, byte[]>
        {
            [StateFile] = ModelFiles.Json(Fitted),
            [GraphFile] = graph,
            [DescriptionFile] = descriptionText,
        };
        foreach (var (name, content) in head?.Save() ?? new Dictionary<string, byte[]>())
            files.Add(name, content);
        return files;
    }

    /// <inheritdoc/>
    public void Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var family = settings.Family;
        var read = ModelFiles.ReadJson<OnnxState>(family, files, StateFile);
        Open(
            ModelFiles.RequireIntact(family, files, GraphFile, read.Graph),
            ModelFiles.RequireIntact(family, files, DescriptionFile, read.Description));
        var isFitted = Described.Mode == OnnxMode.FittedHead;
        if (isFitted != (read.Head is not null) || (isFitted && read.Head!.Count != session!.Width))
            throw new InputRefusedException(
                $"{family}: file '{StateFile}' is of a head with {read.Head?.Count ?? 0} outputs; the graph has {session!.Width}.");
        if (isFitted)
        {
            var loaded = NewHead(session!.Width);
            loaded.Load(files);
            head = loaded;
        }
        state = read;
    }

    /// <summary>Frees the graph.</summary>
    public void Dispose()
    {
        session?.Dispose();
        session = null;
    }

    private OnnxDescription Described =>
        description ?? throw new InvalidOperationException($"The {settings.Family} model has no graph.");

    private OnnxState Fitted => session is not null && state is not null
        ? state
        : throw new InvalidOperationException($"The {settings.Family} model is neither fitted nor loaded.");

    private LinearModel NewHead(int outputs) => new(new(
        settings.Family, outputs, settings.Values.Where(value => value.Key != LookbackKey).ToDictionary(StringComparer.Ordinal)));

    private void Open(byte[] file, byte[] text)
    {
        var described = HuracanJson.Deserialize<OnnxDescription>(text, $"{settings.Family}: file '{DescriptionFile}'");
        if (described.Faults is { Count: > 0 } faults)
            throw new InputRefusedException($"{settings.Family}: file '{DescriptionFile}': {string.Join(" ", faults)}");
        if (described.Input.Lookback != Lookback)
            throw new InputRefusedException(
                $"{settings.Family}: setting '{LookbackKey}' is {Lookback}; the description has windows of {described.Input.Lookback}.");
        var opened = Named(() => OnnxSession.Open(file, described));
        Dispose();
        (session, graph, description, descriptionText, state, head) = (opened, file, described, text, null, null);
    }

    private float[][] Outputs(FeatureTable table, ReadOnlySpan<int> bars, CancellationToken cancellationToken)
    {
        var outputs = new float[bars.Length][];
        var windows = new OnnxWindows(Described.Input, table);
        for (var i = 0; i < outputs.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            outputs[i] = session!.Run(windows.At(bars[i]), FormattableString.Invariant($"that ends at bar {bars[i]}")); // is open
        }
        return outputs;
    }

    private Prediction[] Forecasts(float[][] outputs)
    {
        if (head is not null)
        {
            var scaled = new Scaler(Fitted.Head!, HeadClip).Transform(Columns(outputs)); // a head has them
            return head.Predict(scaled, [.. Enumerable.Range(0, outputs.Length)]);
        }
        return Described.Output.Kind == OnnxOutputKind.Quantiles
            ? Array.ConvertAll(outputs, OfQuantiles)
            : Array.ConvertAll(outputs, OfClasses);
    }

    private Prediction OfClasses(float[] output)
    {
        float[] classes = [.. output];
        if (Described.Output.IsLogits)
            TensorPrimitives.SoftMax(classes, classes);
        var sum = TensorPrimitives.Sum(classes);
        if (Math.Abs(sum - 1) > 1e-3 || TensorPrimitives.Min<float>(classes) < 0)
        {
            var given = string.Join(", ", classes.Select(p => FormattableString.Invariant($"{p}")));
            throw new InputRefusedException(
                $"{Described.File}: the output has the classes {given}, which are no probabilities; set 'output.is_logits' to true if they "
                    + "are logits.");
        }
        return Fitted.ClassValues.Predict(classes[0] / sum, classes[1] / sum, classes[2] / sum);
    }

    private Prediction OfQuantiles(float[] quantiles)
    {
        var output = Described.Output;
        if (output.Unit == OnnxUnit.Price && TensorPrimitives.Min<float>(quantiles) <= 0)
            throw new InputRefusedException(
                FormattableString.Invariant($"{Described.File}: a quantile of the price is {TensorPrimitives.Min<float>(quantiles)}; ")
                    + "it must be above 0. Set 'output.unit' to log_return if they are returns.");
        var returns = quantiles.Select(value => output.Unit == OnnxUnit.Price ? Math.Log(value) : value);
        return new QuantileFunction(output.QuantileLevels, returns).Predict(Fitted.DeadZone);
    }

    private double Loss(Samples samples, float[][] outputs)
    {
        var sum = 0.0;
        var forecasts = Forecasts(outputs);
        for (var i = 0; i < forecasts.Length; i++)
        {
            var (down, flat, up, _) = forecasts[i];
            sum -= Math.Log(Math.Max(samples.Classes[i] switch { 0 => down, 1 => flat, _ => up }, 1e-12));
        }
        return sum / samples.Count;
    }

    private Samples OfOutputs(Samples samples, Scaler scaler, float[][] outputs) =>
        samples with { Table = scaler.Transform(Columns(outputs)), Bars = [.. Enumerable.Range(0, samples.Count)] };

    private double[][] Columns(float[][] outputs) =>
        [.. Enumerable.Range(0, session!.Width).Select(i => Array.ConvertAll(outputs, row => (double)row[i]))];

    private T Named<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (InputRefusedException refused)
        {
            throw new InputRefusedException($"{settings.Family}: {refused.Message}", refused);
        }
    }
}
