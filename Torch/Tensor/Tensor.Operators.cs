using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op add_tensor = new("aten::add", "Tensor");
        private static readonly Op sub_tensor = new("aten::sub", "Tensor");
        private static readonly Op mul_tensor = new("aten::mul", "Tensor");
        private static readonly Op div_tensor = new("aten::div", "Tensor");
        private static readonly Op add_scalar = new("aten::add", "Scalar");
        private static readonly Op sub_scalar = new("aten::sub", "Scalar");
        private static readonly Op mul_scalar = new("aten::mul", "Scalar");
        private static readonly Op div_scalar = new("aten::div", "Scalar");
        private static readonly Op rsub_scalar = new("aten::rsub", "Scalar");
        private static readonly Op pow_tensor = new("aten::pow", "Tensor_Tensor");
        private static readonly Op pow_scalar = new("aten::pow", "Tensor_Scalar");
        private static readonly Op matmul_op = new("aten::matmul");
        private static readonly Op mm_op = new("aten::mm");
        private static readonly Op bmm_op = new("aten::bmm");
        private static readonly Op clamp_op = new("aten::clamp");
        private static readonly Op addmm_op = new("aten::addmm");
        private static readonly Op remainder_scalar = new("aten::remainder", "Scalar");
        private static readonly Op masked_fill_op = new("aten::masked_fill", "Scalar");

        /// <summary>Sum with alpha times a tensor, broadcast.</summary>
        public Tensor add(Tensor target, Scalar? alpha = null) => add_tensor.Call(this, target, alpha ?? 1);

        /// <summary>Sum with alpha times a number.</summary>
        public Tensor add(Scalar scalar, Scalar? alpha = null) => add_scalar.Call(this, scalar, alpha ?? 1);

        /// <summary>Sum, element by element, broadcast.</summary>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>Sum, element by element.</summary>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>Sum, element by element.</summary>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>Difference with alpha times a tensor, broadcast.</summary>
        public Tensor sub(Tensor target, Scalar? alpha = null) => sub_tensor.Call(this, target, alpha ?? 1);

        /// <summary>Difference with alpha times a number.</summary>
        public Tensor sub(Scalar scalar, Scalar? alpha = null) => sub_scalar.Call(this, scalar, alpha ?? 1);

        /// <summary>Difference, element by element, broadcast.</summary>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>Difference, element by element.</summary>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <summary>Difference, element by element.</summary>
        public static Tensor operator -(Scalar left, Tensor right) => rsub_scalar.Call(right, left, 1L);

        /// <summary>Product with a tensor, element by element, broadcast.</summary>
        public Tensor mul(Tensor target) => mul_tensor.Call(this, target);

        /// <summary>Product with a number.</summary>
        public Tensor mul(Scalar scalar) => mul_scalar.Call(this, scalar);

        /// <summary>Product, element by element, broadcast.</summary>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>Product, element by element.</summary>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>Product, element by element.</summary>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>Quotient with a tensor, element by element, broadcast.</summary>
        public Tensor div(Tensor target) => div_tensor.Call(this, target);

        /// <summary>Quotient with a number.</summary>
        public Tensor div(Scalar scalar) => div_scalar.Call(this, scalar);

        /// <summary>Quotient, element by element, broadcast.</summary>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>Quotient, element by element.</summary>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <summary>Quotient, element by element.</summary>
        public static Tensor operator /(Scalar left, Tensor right)
        {
            using var inverse = right.reciprocal();
            return inverse.mul(left);
        }

        /// <summary>Negation.</summary>
        public static Tensor operator -(Tensor tensor) => tensor.neg();

        /// <summary>Power, element by element.</summary>
        public Tensor pow(Tensor exponent) => pow_tensor.Call(this, exponent);

        /// <summary>Power, element by element.</summary>
        public Tensor pow(Scalar exponent) => pow_scalar.Call(this, exponent);

        /// <summary>Remainder with the divisor's sign.</summary>
        public Tensor remainder(Scalar scalar) => remainder_scalar.Call(this, scalar);

        /// <summary>Matrix product over the last two dimensions, broadcast over the others.</summary>
        public Tensor matmul(Tensor target) => matmul_op.Call(this, target);

        /// <summary>Matrix product: (n, k) by (k, m).</summary>
        public Tensor mm(Tensor target) => mm_op.Call(this, target);

        /// <summary>Matrix products of a batch: (b, n, k) by (b, k, m).</summary>
        public Tensor bmm(Tensor batch2) => bmm_op.Call(this, batch2);

        /// <summary>beta this + alpha (mat1 mat2).</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            addmm_op.Call(this, mat1, mat2, (double)beta, (double)alpha);

        /// <summary>Limited to [min, max].</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => clamp_op.Call(this, min, max);

        /// <summary>A value where the mask is true, these elements elsewhere.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => masked_fill_op.Call(this, mask, value);
    }
}
