using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Networks: modules, their functions, their starting values.</summary>
    public static partial class nn
    {
        /// <summary>How a loss is put together over the samples.</summary>
        public enum Reduction
        {
            /// <summary>One value for each sample.</summary>
            None = 0,
            /// <summary>Their mean, weighted where there are weights.</summary>
            Mean = 1,
            /// <summary>Their sum.</summary>
            Sum = 2,
        }

        /// <summary>Convolution over the last dimension: (batch, in, time) to (batch, out, time'). Starting values as PyTorch's.</summary>
        public static Conv1d Conv1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0,
            long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
            Device? device = null, ScalarType? dtype = null) =>
            Placed(
                new Conv1d(in_channels, out_channels, kernel_size, stride, padding, dilation, padding_mode, groups, bias), device, dtype);

        /// <summary>x times the transposed weight, plus a bias: (..., in) to (..., out). Starting values as PyTorch's.</summary>
        public static Linear Linear(
            long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            Placed(new Linear(inputSize, outputSize, hasBias), device, dtype);

        /// <summary>
        /// Long short-term memory: (time, batch, in), or (batch, time, in) with <paramref name="batchFirst"/>. Starting values as
        /// PyTorch's.
        /// </summary>
        public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false,
            double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
            Placed(new LSTM(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);

        /// <summary>Mean 0 and variance 1 over the last dimensions, then scaled and shifted by learned values.</summary>
        public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
            Device? device = null, ScalarType? dtype = null) =>
            Placed(new LayerNorm(normalized_shape, eps, elementwise_affine, bias), device, dtype);

        /// <summary>Mean 0 and variance 1 over the last dimension, then scaled and shifted by learned values.</summary>
        public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
            Device? device = null, ScalarType? dtype = null) =>
            LayerNorm([normalized_shape], eps, elementwise_affine, bias, device, dtype);

        /// <summary>In training sets each element to zero with probability p and divides the others by 1 - p.</summary>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>max(x, 0).</summary>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>A row of a learned table for each index. Starting values as PyTorch's: standard normal.</summary>
        public static Embedding Embedding(long num_embeddings, long embedding_dims, Device? device = null, ScalarType? dtype = null) =>
            Placed(new Embedding(num_embeddings, embedding_dims), device, dtype);

        /// <summary>Modules one after the other, named "0", "1", ...</summary>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
            new(modules.Select((m, i) => (i.ToString(System.Globalization.CultureInfo.InvariantCulture), m)));

        /// <summary>Named modules one after the other.</summary>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

        private static T Placed<T>(T module, Device? device, ScalarType? dtype) where T : Module
        {
            if (device is not null || dtype is not null) module.Convert(dtype, device);
            return module;
        }
    }
}
