namespace Huracan.Engine.Models.Kernels;

/// <summary>
/// Where the weights of the CNN-LSTM lie in one flat piece of memory, in the order in which the kernels read them:
/// channels and hidden numbers padded to <see cref="Kernel.Lanes"/>, the padding 0. Gradients of the padding are 0 too, so that an
/// optimizer may treat all of it alike.
/// </summary>
internal sealed class CnnLstmLayout
{
    /// <summary>Classes.</summary>
    public const int Classes = 3;

    private readonly List<Parameter> parameters = [];

    /// <param name="features">F.</param>
    /// <param name="channels">C.</param>
    /// <param name="kernelSize">K, odd.</param>
    /// <param name="hidden">H.</param>
    /// <param name="outputs">O: the classes, then what a value head puts out; at most <see cref="Kernel.Lanes"/>.</param>
    public CnnLstmLayout(int features, int channels, int kernelSize, int hidden, int outputs = Classes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(outputs, Kernel.Lanes);
        Outputs = outputs;
        (Features, Channels, KernelSize, Hidden) = (features, Kernel.Padded(channels), kernelSize, Kernel.Padded(hidden));
        GateStride = (int)Kernel.Stride(4 * Hidden);
        ConvolutionBias = KernelSize * features * Channels;
        Gates = ConvolutionBias + Channels;
        InputBias = Gates + (Channels + Hidden) * GateStride;
        HiddenBias = InputBias + GateStride;
        Head = HiddenBias + GateStride;
        HeadBias = Head + Hidden * Kernel.Lanes;
        Length = HeadBias + Kernel.Lanes;
        Add("conv.weight", channels, features, kernelSize, (c, f, k) => (k * features + f) * Channels + c);
        Add("conv.bias", 1, 1, channels, (_, _, c) => ConvolutionBias + c);
        Add("lstm.weight_ih_l0", 4, hidden, channels, (gate, h, c) => Gates + c * GateStride + gate * Hidden + h);
        Add("lstm.weight_hh_l0", 4, hidden, hidden, (gate, h, before) => Gates + (Channels + before) * GateStride + gate * Hidden + h);
        Add("lstm.bias_ih_l0", 1, 4, hidden, (_, gate, h) => InputBias + gate * Hidden + h);
        Add("lstm.bias_hh_l0", 1, 4, hidden, (_, gate, h) => HiddenBias + gate * Hidden + h);
        Add("head.weight", 1, outputs, hidden, (_, k, h) => Head + h * Kernel.Lanes + k);
        Add("head.bias", 1, 1, outputs, (_, _, k) => HeadBias + k);
    }

    /// <summary>F.</summary>
    public int Features { get; }

    /// <summary>C, padded.</summary>
    public int Channels { get; }

    /// <summary>K.</summary>
    public int KernelSize { get; }

    /// <summary>H, padded.</summary>
    public int Hidden { get; }

    /// <summary>O.</summary>
    public int Outputs { get; }

    /// <summary>Floats from a row of the LSTM's weights to the next.</summary>
    public int GateStride { get; }

    /// <summary>Where the convolution's bias [C] lies, after its weights [K, F, C] at 0.</summary>
    public int ConvolutionBias { get; }

    /// <summary>Where the LSTM's weights [C + H, GateStride] lie.</summary>
    public int Gates { get; }

    /// <summary>Where the LSTM's bias for the input [4H] lies.</summary>
    public int InputBias { get; }

    /// <summary>Where the LSTM's bias for the hidden numbers [4H] lies; PyTorch has both and adds them.</summary>
    public int HiddenBias { get; }

    /// <summary>Where the head's weights [H, Lanes] lie.</summary>
    public int Head { get; }

    /// <summary>Where the head's bias [Lanes] lies.</summary>
    public int HeadBias { get; }

    /// <summary>Floats in all.</summary>
    public int Length { get; }

    /// <summary>Puts the parameters, by PyTorch's names and in its order, where they belong.</summary>
    public void Read(IReadOnlyDictionary<string, float[]> weights, Span<float> flat)
    {
        foreach (var parameter in parameters)
        {
            var values = weights[parameter.Name];
            for (var i = 0; i < parameter.Places.Length; i++)
                flat[parameter.Places[i]] = values[i];
        }
    }

    /// <summary>The parameters by PyTorch's names and in its order.</summary>
    public Dictionary<string, float[]> Write(ReadOnlySpan<float> flat)
    {
        var weights = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            var values = weights[parameter.Name] = new float[parameter.Places.Length];
            for (var i = 0; i < values.Length; i++)
                values[i] = flat[parameter.Places[i]];
        }
        return weights;
    }

    private void Add(string name, int planes, int rows, int columns, Func<int, int, int, int> place)
    {
        var places = new int[planes * rows * columns];
        for (var i = 0; i < places.Length; i++)
            places[i] = place(i / columns / rows, i / columns % rows, i % columns);
        parameters.Add(new(name, places));
    }

    private sealed record Parameter(string Name, int[] Places);
}
