using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What modules compute, as functions of their weights.</summary>
        public static partial class functional
        {
            private static readonly Op linear_op = new("aten::linear");
            private static readonly Op conv1d_op = new("aten::conv1d");
            private static readonly Op layer_norm_op = new("aten::layer_norm");
            private static readonly Op dropout_op = new("aten::dropout");
            private static readonly Op dropout_op_ = new("aten::dropout_");
            private static readonly Op embedding_op = new("aten::embedding");
            private static readonly Op gelu_op = new("aten::gelu");
            private static readonly Op constant_pad_op = new("aten::constant_pad_nd");
            private static readonly Op reflection_pad_op = new("aten::reflection_pad1d");
            private static readonly Op replication_pad_op = new("aten::replication_pad1d");

            /// <summary>x times the transposed weight, plus a bias: (..., in), (out, in), (out) to (..., out).</summary>
            public static Tensor linear(Tensor input, Tensor weight, Tensor? bias = null) => linear_op.Call(input, weight, bias);

            /// <summary>
            /// Convolution over the last dimension: (batch, in, time), (out, in / groups, kernel) to (batch, out, time').
            /// </summary>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null,
                long? dilation = null, long groups = 1) =>
                conv1d_op.Call(input, weight, bias, new[] { stride ?? 1 }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, groups);

            /// <summary>Mean 0 and variance 1 over the last dimensions, then scaled and shifted.</summary>
            public static Tensor layer_norm(Tensor input, ReadOnlySpan<long> normalized_shape, Tensor? weight = null, Tensor? bias = null,
                double eps = 1e-05) => layer_norm_op.Call(input, normalized_shape.ToArray(), weight, bias, eps);

            /// <summary>The rows of a table, (rows, dims), that the indices name: (...) to (..., dims).</summary>
            public static Tensor embedding(Tensor x, Tensor embedding_matrix) => embedding_op.Call(embedding_matrix, x);

            /// <summary>In training sets each element to zero with probability p and divides the others by 1 - p.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace) return dropout_op.Call(input, p, training);
                dropout_op_.Do(input, p, training);
                return input.alias();
            }

            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor input, bool inplace = false) => inplace ? input.relu_().alias() : input.relu();

            /// <summary>x times the normal distribution function of x.</summary>
            public static Tensor gelu(Tensor input) => gelu_op.Call(input);

            /// <summary>Hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor input) => input.tanh();

            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Tensor sigmoid(Tensor input) => input.sigmoid();

            /// <summary>exp(x) over its sum along a dimension.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

            /// <summary>The logarithm of the softmax along a dimension.</summary>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

            /// <summary>
            /// Padded at the ends of the last dimensions: (before, after) of the last one, then of the one before it. All modes but
            /// constant pad the last dimension only, of a tensor of 2 or 3 dimensions.
            /// </summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var ends = pad.ToArray();
                switch (mode)
                {
                    case PaddingModes.Reflect: return reflection_pad_op.Call(input, ends);
                    case PaddingModes.Replicate: return replication_pad_op.Call(input, ends);
                    case PaddingModes.Circular:
                        if (ends.Length != 2) throw new ArgumentException("circular padding takes the two ends of the last dimension");
                        var length = input.size(-1);
                        using (var before = input.narrow(-1, length - ends[0], ends[0]))
                        using (var after = input.narrow(-1, 0, ends[1]))
                            return cat([before, input, after], -1);
                    default: return constant_pad_op.Call(input, ends, mode == PaddingModes.Zeros ? 0.0 : value);
                }
            }
        }
    }
}
