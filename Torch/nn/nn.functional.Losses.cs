using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op cross_entropy_op = new("aten::cross_entropy_loss");
            private static readonly Op nll_op = new("aten::nll_loss_nd");
            private static readonly Op mse_op = new("aten::mse_loss");
            private static readonly Op l1_op = new("aten::l1_loss");
            private static readonly Op huber_op = new("aten::huber_loss");
            private static readonly Op bce_logits_op = new("aten::binary_cross_entropy_with_logits");

            /// <summary>Minus the log of the softmax at the target class.</summary>
            /// <param name="input">Logits, (batch, classes).</param>
            /// <param name="target">Classes, (batch) of 64-bit integers; or their probabilities, (batch, classes).</param>
            /// <param name="weight">Weight of each class, (classes); the mean is then over the weights.</param>
            /// <param name="ignore_index">A class that does not count.</param>
            /// <param name="reduction">How the samples are put together.</param>
            /// <param name="label_smoothing">Share of the target spread over all classes, in [0, 1].</param>
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100,
                Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                cross_entropy_op.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Minus the given log probabilities at the target class.</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                nll_op.Call(input, target, weight, (long)reduction);

            /// <summary>Squared error.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                mse_op.Call(input, target, (long)reduction);

            /// <summary>Absolute error.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                l1_op.Call(input, target, (long)reduction);

            /// <summary>Half the squared error up to delta, linear beyond.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                huber_op.Call(input, target, (long)reduction, delta);

            /// <summary>Cross-entropy of yes and no from logits; targets in [0, 1] of the same shape.</summary>
            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null,
                Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                bce_logits_op.Call(input, target, weight, pos_weights, (long)reduction);
        }
    }
}
