using TorchSharp.Modules;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What is done to the gradients of a whole network.</summary>
        public static class utils
        {
            private static readonly Op foreach_norm_op = new("aten::_foreach_norm", "Scalar");
            private static readonly Op foreach_mul_op = new("aten::_foreach_mul_", "Scalar");

            /// <summary>
            /// Scales all gradients by one factor so that their common norm is at most <paramref name="max_norm"/>. Waits for the device
            /// once.
            /// </summary>
            /// <returns>The norm before. It may be infinite or NaN; then the gradients are no better afterwards.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                using var off = no_grad();
                Tensor[] gradients = [.. tensors.Select(t => t.grad).OfType<Tensor>()];
                if (gradients.Length == 0) return 0;
                var norms = foreach_norm_op.CallMany(gradients.Length, gradients, norm_type);
                var total = stack(norms).norm((float)norm_type).ToSingle();
                // In single precision and in this order, as PyTorch does it on tensors.
                var factor = 1f / (total + 1e-6f) * (float)max_norm;
                if (!(factor >= 1)) foreach_mul_op.Do(gradients, (double)factor);
                return total;
            }
        }
    }
}
