using Huracan.Engine.Models.Values;

namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// The CNN-LSTM on the processor: forecasts, losses and gradients, some windows at a time in one piece of memory
/// about as large as the second-level cache. What is computed of a window does not depend on the windows beside it, and gradients are
/// summed in the order of the batch, so that the same weights and batch give the same bytes on every processor.
/// </summary>
internal sealed unsafe class CnnLstmKernel : IDisposable
{
    /// <summary>Windows that are trained on at a time.</summary>
    public const int TrainingRows = 16;

    /// <summary>Windows that are forecast at a time, where many are: more would not be faster.</summary>
    public const int ForecastRows = 4;

    private readonly Kernel kernel;
    private readonly CnnLstmLayout layout;
    private readonly int lookback, most;
    private readonly nint windowLength;
    private readonly Workspace memory;
    private readonly Lstm lstm;
    private readonly float* weights; // as the layout says
    private readonly float* gradients; // the same
    private readonly float* bias; // [4H], both of the LSTM's added
    private readonly float* head; // [O, H], transposed
    private readonly float* windows; // [rows, lookback + K - 1, F], between zeros
    private readonly float* last; // [rows, H], h after the last step with dropout
    private readonly float* factors; // [rows, H], dropout's
    private readonly float* logits; // [rows, Lanes], then their gradients
    private readonly float* inputGradients; // [rows · lookback, C]
    private int rows; // windows in use

    /// <param name="kernel">What computes.</param>
    /// <param name="layout">Shape of the network.</param>
    /// <param name="lookback">Bars in a window.</param>
    /// <param name="rows">Most windows at a time; gradients are added up in groups of them.</param>
    /// <param name="backward">Whether gradients are asked for.</param>
    /// <param name="memory">Where memory is taken from, freed with this object.</param>
    public CnnLstmKernel(Kernel kernel, CnnLstmLayout layout, int lookback, int rows, bool backward, Workspace memory)
    {
        (this.kernel, this.layout, this.lookback, most, this.memory) = (kernel, layout, lookback, rows, memory);
        windowLength = (lookback + layout.KernelSize - 1) * layout.Features;
        weights = memory.Take(layout.Length);
        bias = memory.Take(layout.GateStride);
        windows = memory.Take(rows * windowLength);
        logits = memory.Take(rows * Kernel.Lanes);
        lstm = new(kernel, memory, rows, layout.Channels, layout.Hidden, lookback, backward);
        if (!backward)
            return;
        gradients = memory.Take(layout.Length);
        head = memory.Take(layout.Outputs * layout.Hidden);
        last = memory.Take(rows * layout.Hidden);
        factors = memory.Take(rows * layout.Hidden);
        inputGradients = memory.Take((nint)rows * lookback * layout.Channels);
    }

    /// <summary>The weights; whoever changes them calls <see cref="TakeWeights"/> then.</summary>
    public Span<float> Weights => new(weights, layout.Length);

    /// <summary>Mean loss of the value head in the last <see cref="Gradients"/>; 0 without one.</summary>
    public double ValuesLoss { get; private set; }

    /// <summary>The gradients of the last <see cref="Gradients"/>.</summary>
    public ReadOnlySpan<float> WeightGradients => new(gradients, layout.Length);

    /// <summary>Prepares what is computed from the weights alone.</summary>
    public void TakeWeights()
    {
        for (var i = 0; i < layout.GateStride; i++)
            bias[i] = weights[layout.InputBias + i] + weights[layout.HiddenBias + i];
        if (gradients is null)
            return;
        lstm.Transpose(GateWeights(weights));
        for (var h = 0; h < layout.Hidden; h++)
        {
            for (var k = 0; k < layout.Outputs; k++)
                head[k * layout.Hidden + h] = weights[layout.Head + h * Kernel.Lanes + k];
        }
    }

    /// <summary>
    /// Writes the class probabilities of the windows that end at <paramref name="bars"/>, and what the network puts out for a value head
    /// [bars, O].
    /// </summary>
    public void Results(FeatureTable table, ReadOnlySpan<int> bars, Span<float> results)
    {
        for (var start = 0; start < bars.Length; start += most)
        {
            var part = bars.Slice(start, Math.Min(most, bars.Length - start));
            Forward(table, part);
            for (var i = 0; i < part.Length; i++)
            {
                var (down, flat, up) = CrossEntropy.Softmax(Logits(i));
                var row = results.Slice(layout.Outputs * (start + i), layout.Outputs);
                (row[0], row[1], row[2]) = ((float)down, (float)flat, (float)up);
                ValueRow(i).CopyTo(row[CnnLstmLayout.Classes..]);
            }
        }
    }

    /// <summary>Sum of the log losses of windows, every class counted the same.</summary>
    public double LossSum(FeatureTable table, ReadOnlySpan<int> bars, ReadOnlySpan<byte> classes)
    {
        var sum = 0.0;
        for (var start = 0; start < bars.Length; start += most)
        {
            var part = bars.Slice(start, Math.Min(most, bars.Length - start));
            Forward(table, part);
            for (var i = 0; i < part.Length; i++)
                sum += CrossEntropy.Loss(Logits(i), classes[start + i]);
        }
        return sum;
    }

    /// <summary>
    /// Computes the gradients of the batch's mean loss, the classes' and with a value head a share of its own, and returns the classes'.
    /// </summary>
    /// <param name="table">Where the windows lie.</param>
    /// <param name="bars">Where they end, 1 or more.</param>
    /// <param name="classes">Their classes.</param>
    /// <param name="sampleWeights">What each window counts in the mean, above 0; empty counts all the same.</param>
    /// <param name="dropout">Of the last hidden numbers.</param>
    /// <param name="seed">Of the dropout of this step.</param>
    /// <param name="outcomes">Returns of the windows and what each counts for the value head; none without one.</param>
    public double Gradients(
        FeatureTable table, ReadOnlySpan<int> bars, ReadOnlySpan<byte> classes, ReadOnlySpan<float> sampleWeights, Dropout dropout,
        ulong seed, ValueTargets outcomes = default)
    {
        new Span<float>(gradients, layout.Length).Clear();
        var all = 0.0;
        for (var i = 0; i < bars.Length; i++)
            all += sampleWeights.IsEmpty ? 1 : sampleWeights[i];
        var (loss, valueLoss, allOutcomes) = (0.0, 0.0, outcomes.TotalWeight());
        for (var start = 0; start < bars.Length; start += most)
        {
            Load(table, bars.Slice(start, Math.Min(most, bars.Length - start)));
            for (var i = 0; i < rows; i++)
                dropout.Draw(seed, start + i, new(factors + i * layout.Hidden, layout.Hidden));
            ForwardLayers();
            Drop();
            HeadForward(new(last, layout.Hidden));
            for (var i = 0; i < rows; i++)
            {
                var actual = classes[start + i];
                var weight = sampleWeights.IsEmpty ? 1 : sampleWeights[start + i];
                loss += weight * CrossEntropy.Loss(Logits(i), actual);
                CrossEntropy.Gradients(Logits(i), actual, weight / all, Logits(i));
                if (layout.Outputs == CnnLstmLayout.Classes)
                    continue;
                var counted = outcomes.WeightOf(start + i);
                var outcome = outcomes.Outcomes[start + i];
                valueLoss += counted * ValueLoss.Gradients(ValueRow(i), outcome, ValueLoss.Share * counted / allOutcomes);
            }
            Backward();
        }
        new Span<float>(gradients + layout.InputBias, layout.GateStride).CopyTo(new(gradients + layout.HiddenBias, layout.GateStride));
        ValuesLoss = layout.Outputs == CnnLstmLayout.Classes ? 0 : valueLoss / allOutcomes;
        return loss / all;
    }

    public void Dispose() => memory.Dispose();

    private void Forward(FeatureTable table, ReadOnlySpan<int> bars)
    {
        Load(table, bars);
        ForwardLayers();
        HeadForward(lstm.Output);
    }

    private void Load(FeatureTable table, ReadOnlySpan<int> bars)
    {
        rows = bars.Length;
        lstm.Use(rows);
        var length = lookback * layout.Features;
        for (var i = 0; i < rows; i++)
        {
            var window = new Span<float>(windows + i * windowLength + layout.KernelSize / 2 * layout.Features, length);
            table.Values.AsSpan((bars[i] - lookback + 1) * layout.Features, length).CopyTo(window);
        }
    }

    private void ForwardLayers()
    {
        var filters = new Matrix(weights, layout.Channels);
        for (var i = 0; i < rows; i++)
        {
            var x = lstm.Inputs(i);
            var filterBias = new Matrix(weights + layout.ConvolutionBias, 0);
            kernel.Product(lookback, layout.Channels, layout.KernelSize * layout.Features, Window(i), filters, filterBias, x);
            kernel.Rectify(lookback, layout.Channels, x);
        }
        lstm.Forward(GateWeights(weights), bias);
    }

    private void Drop()
    {
        for (var i = 0; i < rows; i++)
        {
            new ReadOnlySpan<float>(lstm.Output.Row(i), layout.Hidden).CopyTo(new(last + i * layout.Hidden, layout.Hidden));
            kernel.Multiply(layout.Hidden, last + i * layout.Hidden, factors + i * layout.Hidden);
        }
    }

    private void HeadForward(Matrix hidden)
    {
        var headBias = new Matrix(weights + layout.HeadBias, 0);
        kernel.Product(rows, Kernel.Lanes, layout.Hidden, hidden, HeadWeights(weights), headBias, new(logits, Kernel.Lanes));
    }

    private void Backward()
    {
        var (dLogits, dHead) = (new Matrix(logits, Kernel.Lanes), HeadWeights(gradients));
        var dHeadBias = new Matrix(gradients + layout.HeadBias, 0);
        var dLast = lstm.OutputGradients;
        kernel.Product(layout.Hidden, Kernel.Lanes, rows, new Matrix(last, layout.Hidden).Transposed, dLogits, dHead, dHead);
        kernel.Product(1, Kernel.Lanes, rows, lstm.Ones, dLogits, dHeadBias, dHeadBias);
        new Span<float>(dLast.Start, rows * layout.Hidden).Clear();
        kernel.Product(rows, layout.Hidden, layout.Outputs, dLogits, new(head, layout.Hidden), dLast, dLast);
        kernel.Multiply(rows * layout.Hidden, dLast.Start, factors);
        lstm.Backward(GateWeights(gradients), new(gradients + layout.InputBias, 0), new(inputGradients, layout.Channels));
        var (dFilters, dFilterBias) = (new Matrix(gradients, layout.Channels), new Matrix(gradients + layout.ConvolutionBias, 0));
        for (var i = 0; i < rows; i++)
        {
            var dx = new Matrix(inputGradients + (nint)i * lookback * layout.Channels, layout.Channels);
            kernel.RectifyGradients(lookback, layout.Channels, lstm.Inputs(i), dx);
            kernel.Product(
                layout.KernelSize * layout.Features, layout.Channels, lookback, Window(i).Transposed, dx, dFilters, dFilters);
            kernel.Product(1, layout.Channels, lookback, lstm.Ones, dx, dFilterBias, dFilterBias);
        }
    }

    // Row t has the bars that the filters see at step t: each begins one bar after the one before.
    private Matrix Window(int row) => new(windows + row * windowLength, layout.Features);

    private Span<float> Logits(int row) => new(logits + row * Kernel.Lanes, CnnLstmLayout.Classes);

    private Span<float> ValueRow(int row) =>
        new(logits + row * Kernel.Lanes + CnnLstmLayout.Classes, layout.Outputs - CnnLstmLayout.Classes);

    private Matrix GateWeights(float* flat) => new(flat + layout.Gates, layout.GateStride);

    private Matrix HeadWeights(float* flat) => new(flat + layout.Head, Kernel.Lanes);
}
