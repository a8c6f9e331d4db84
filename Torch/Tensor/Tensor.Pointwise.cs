using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op abs_op = new("aten::abs");
        private static readonly Op neg_op = new("aten::neg");
        private static readonly Op sign_op = new("aten::sign");
        private static readonly Op exp_op = new("aten::exp");
        private static readonly Op expm1_op = new("aten::expm1");
        private static readonly Op log_op = new("aten::log");
        private static readonly Op log1p_op = new("aten::log1p");
        private static readonly Op log2_op = new("aten::log2");
        private static readonly Op log10_op = new("aten::log10");
        private static readonly Op sqrt_op = new("aten::sqrt");
        private static readonly Op rsqrt_op = new("aten::rsqrt");
        private static readonly Op square_op = new("aten::square");
        private static readonly Op reciprocal_op = new("aten::reciprocal");
        private static readonly Op sin_op = new("aten::sin");
        private static readonly Op cos_op = new("aten::cos");
        private static readonly Op tanh_op = new("aten::tanh");
        private static readonly Op sigmoid_op = new("aten::sigmoid");
        private static readonly Op relu_op = new("aten::relu");
        private static readonly Op erf_op = new("aten::erf");
        private static readonly Op floor_op = new("aten::floor");
        private static readonly Op ceil_op = new("aten::ceil");
        private static readonly Op round_op = new("aten::round");
        private static readonly Op isnan_op = new("aten::isnan");
        private static readonly Op isfinite_op = new("aten::isfinite");
        private static readonly Op isinf_op = new("aten::isinf");
        private static readonly Op logical_not_op = new("aten::logical_not");

        /// <summary>Absolute value, element by element.</summary>
        public Tensor abs() => abs_op.Call(this);

        /// <summary>Negation, element by element.</summary>
        public Tensor neg() => neg_op.Call(this);

        /// <summary>-1, 0 or 1, element by element.</summary>
        public Tensor sign() => sign_op.Call(this);

        /// <summary>e to the power, element by element.</summary>
        public Tensor exp() => exp_op.Call(this);

        /// <summary>exp(x) - 1, exact near zero, element by element.</summary>
        public Tensor expm1() => expm1_op.Call(this);

        /// <summary>Natural logarithm, element by element.</summary>
        public Tensor log() => log_op.Call(this);

        /// <summary>log(1 + x), exact near zero, element by element.</summary>
        public Tensor log1p() => log1p_op.Call(this);

        /// <summary>Logarithm to base 2, element by element.</summary>
        public Tensor log2() => log2_op.Call(this);

        /// <summary>Logarithm to base 10, element by element.</summary>
        public Tensor log10() => log10_op.Call(this);

        /// <summary>Square root, element by element.</summary>
        public Tensor sqrt() => sqrt_op.Call(this);

        /// <summary>1 over the square root, element by element.</summary>
        public Tensor rsqrt() => rsqrt_op.Call(this);

        /// <summary>x squared, element by element.</summary>
        public Tensor square() => square_op.Call(this);

        /// <summary>1 / x, element by element.</summary>
        public Tensor reciprocal() => reciprocal_op.Call(this);

        /// <summary>Sine, element by element.</summary>
        public Tensor sin() => sin_op.Call(this);

        /// <summary>Cosine, element by element.</summary>
        public Tensor cos() => cos_op.Call(this);

        /// <summary>Hyperbolic tangent, element by element.</summary>
        public Tensor tanh() => tanh_op.Call(this);

        /// <summary>1 / (1 + exp(-x)), element by element.</summary>
        public Tensor sigmoid() => sigmoid_op.Call(this);

        /// <summary>max(x, 0), element by element.</summary>
        public Tensor relu() => relu_op.Call(this);

        /// <summary>Error function, element by element.</summary>
        public Tensor erf() => erf_op.Call(this);

        /// <summary>Rounded down, element by element.</summary>
        public Tensor floor() => floor_op.Call(this);

        /// <summary>Rounded up, element by element.</summary>
        public Tensor ceil() => ceil_op.Call(this);

        /// <summary>Rounded to the nearest, halves to even, element by element.</summary>
        public Tensor round() => round_op.Call(this);

        /// <summary>Whether each element is no number, element by element.</summary>
        public Tensor isnan() => isnan_op.Call(this);

        /// <summary>Whether each element is a finite number, element by element.</summary>
        public Tensor isfinite() => isfinite_op.Call(this);

        /// <summary>Whether each element is infinite, element by element.</summary>
        public Tensor isinf() => isinf_op.Call(this);

        /// <summary>True where zero, element by element.</summary>
        public Tensor logical_not() => logical_not_op.Call(this);
    }
}
