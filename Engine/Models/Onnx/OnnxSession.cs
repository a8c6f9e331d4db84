using System.Globalization;
using Huracan.Contracts;
using Microsoft.ML.OnnxRuntime;

namespace Huracan.Engine.Models.Onnx;

/// <summary>
/// A graph ready to run, checked against its description. One window at a time by one thread, so that a forecast has the same bytes
/// whatever else is asked for with it. Not safe for use by several threads at once.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly OnnxDescription description;
    private readonly InferenceSession session;
    private readonly long[] shape;

    private OnnxSession(OnnxDescription description, long[] shape, InferenceSession session) =>
        (this.description, this.shape, this.session) = (description, shape, session);

    /// <summary>Numbers that are read of each output: three classes, the levels, or the embedding.</summary>
    public int Width { get; private set; }

    private string File => description.File;

    /// <summary>Loads a graph, checks names, types and shapes, and runs it once.</summary>
    /// <exception cref="InputRefusedException">It cannot be loaded or is not as described; the message names its file, the key and both
    /// values.</exception>
    public static OnnxSession Open(byte[] graph, OnnxDescription description)
    {
        try
        {
            OnnxLibrary.Require();
            var operators = OnnxGraphRules.Check(graph);
            long[] shape = [1, .. description.Input.Shape.Skip(1).Select(length => long.Parse(length, CultureInfo.InvariantCulture))];
            var opened = new OnnxSession(description, shape, Load(graph, operators));
            try
            {
                opened.CheckInput();
                opened.CheckOutput();
                // The same price at every bar: a model must give numbers then too.
                var constant = new float[description.Input.Lookback * description.Input.Width];
                Array.Fill(constant, description.Input.Kind == OnnxInputKind.Price ? 1 : 0);
                opened.Width = opened.Run(constant, "of zeros").Length;
                return opened;
            }
            catch
            {
                opened.Dispose();
                throw;
            }
        }
        catch (Exception fault) when (fault is InputRefusedException or DllNotFoundException)
        {
            throw new InputRefusedException($"{description.File}: {fault.Message}", fault);
        }
    }

    /// <summary>Runs a window.</summary>
    /// <param name="window">Its numbers, bar by bar.</param>
    /// <param name="name">Which window it is, for messages: it follows the word window.</param>
    /// <exception cref="InputRefusedException">It gives something else than numbers, or fails.</exception>
    public float[] Run(float[] window, string name)
    {
        try
        {
            using var input = OrtValue.CreateTensorValueFromMemory(window, shape);
            using var options = new RunOptions();
            using var outputs = session.Run(options, [description.Input.Name], [input], [description.Output.Name]);
            var output = outputs[0];
            var read = Read(output.GetTensorDataAsSpan<float>(), output.GetTensorTypeAndShape().Shape);
            return Array.TrueForAll(read, float.IsFinite)
                ? read
                : throw new InputRefusedException($"output '{description.Output.Name}' is no number for the window {name}.");
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InputRefusedException($"it fails for the window {name}: {OneLine(exception)}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private static InferenceSession Load(byte[] graph, ulong operators)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        try
        {
            return new InferenceSession(graph, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InputRefusedException(
                $"ONNX Runtime {OnnxLibrary.Version} cannot load it (operators of version {operators}): {OneLine(exception)}", exception);
        }
    }

    private static string OneLine(Exception exception) => exception.Message.ReplaceLineEndings(" ").Trim();

    private void CheckInput()
    {
        var own = session.InputMetadata;
        var input = description.Input;
        if (own.Count != 1 || !own.TryGetValue(input.Name, out var metadata))
            throw Refuse("input.name", input.Name, $"the graph's inputs are {string.Join(", ", own.Keys)}", "it must have that one alone");
        if (metadata.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float)
            throw Refuse("input", input.Name, $"the graph's has the type {metadata.ElementDataType}", "it must be Float");
        var there = metadata.Dimensions;
        var isSame = there.Length == shape.Length && there.Zip(shape).All(pair => pair.First < 0 || pair.First == pair.Second);
        if (!isSame)
            throw Refuse(
                "input.shape", $"[{string.Join(", ", input.Shape)}]", $"the graph's is {Text(there)}",
                "they must agree, and the batch be free or 1");
    }

    private void CheckOutput()
    {
        var own = session.OutputMetadata;
        var output = description.Output;
        if (!own.TryGetValue(output.Name, out var metadata))
            throw Refuse("output.name", output.Name, $"the graph's outputs are {string.Join(", ", own.Keys)}", "it must be one of them");
        if (metadata.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float)
            throw Refuse("output", output.Name, $"the graph's has the type {metadata.ElementDataType}", "it must be Float");
        Fits(metadata.Dimensions);
    }

    // Whether an output has the axes of its kind; −1 is an axis of any length.
    private void Fits(ReadOnlySpan<int> there)
    {
        var output = description.Output;
        switch (output.Kind)
        {
            case OnnxOutputKind.Classes when there.Length != 2 || there[1] is not (3 or < 0):
                throw Refuse("output.kind", "classes", $"the graph's has the shape {Text(there)}", "it must be [batch, 3]");
            case OnnxOutputKind.Embedding when there.Length != 2:
                throw Refuse("output.kind", "embedding", $"the graph's has the shape {Text(there)}", "it must be [batch, any]");
            case OnnxOutputKind.Quantiles:
                var axes = $"[{string.Join(", ", output.Axes)}]";
                if (there.Length != output.Axes.Count)
                    throw Refuse("output.axes", axes, $"the graph's has the shape {Text(there)}", "there must be as many axes");
                var (levels, steps) = output.AxesOfQuantiles;
                var needed = output.FirstLevel + output.QuantileLevels.Count;
                // With more levels than are named, or fewer, it is not known which is which; other numbers may stand before them alone.
                if (there[levels] >= 0 && there[levels] != needed)
                    throw Refuse(
                        "output.quantile_levels", $"{output.QuantileLevels.Count} from place {output.FirstLevel} on",
                        $"the graph has {there[levels]} along that axis", "it must have as many");
                if (steps > 0 && there[steps] >= 0 && there[steps] < output.Step)
                    throw Refuse("output.step", $"{output.Step}", $"the graph has {there[steps]} steps", "it must have that one");
                break;
        }
    }

    // Shapes are known in full only now.
    private float[] Read(ReadOnlySpan<float> values, long[] there)
    {
        var dimensions = Array.ConvertAll(there, length => (int)length);
        Fits(dimensions);
        if (dimensions[0] != 1)
            throw Refuse("output.name", description.Output.Name, $"it has the shape {Text(dimensions)}", "it must be of one window");
        var output = description.Output;
        if (output.Kind == OnnxOutputKind.Embedding)
            return values.ToArray();
        if (output.Kind == OnnxOutputKind.Classes)
            return [values[output.PlaceOf(0)], values[output.PlaceOf(1)], values[output.PlaceOf(2)]];
        var (levels, steps) = output.AxesOfQuantiles;
        var step = steps < 0 ? 0 : output.Step!.Value - 1; // a description of quantiles has one
        var read = new float[output.QuantileLevels.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var level = output.FirstLevel + i;
            read[i] = steps < 0 ? values[level]
                : levels > steps ? values[step * dimensions[levels] + level]
                : values[level * dimensions[steps] + step];
        }
        return read;
    }

    private static InputRefusedException Refuse(string key, string said, string there, string rule) =>
        new($"'{key}' of its description is {said}, and {there}; {rule}.");

    private static string Text(ReadOnlySpan<int> dimensions)
    {
        var names = new string[dimensions.Length];
        for (var i = 0; i < names.Length; i++)
            names[i] = dimensions[i] < 0 ? "any" : FormattableString.Invariant($"{dimensions[i]}");
        return $"[{string.Join(", ", names)}]";
    }
}
