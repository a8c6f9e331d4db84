using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op eq_t = new("aten::eq", "Tensor");
        private static readonly Op eq_s = new("aten::eq", "Scalar");
        private static readonly Op ne_t = new("aten::ne", "Tensor");
        private static readonly Op ne_s = new("aten::ne", "Scalar");
        private static readonly Op lt_t = new("aten::lt", "Tensor");
        private static readonly Op lt_s = new("aten::lt", "Scalar");
        private static readonly Op le_t = new("aten::le", "Tensor");
        private static readonly Op le_s = new("aten::le", "Scalar");
        private static readonly Op gt_t = new("aten::gt", "Tensor");
        private static readonly Op gt_s = new("aten::gt", "Scalar");
        private static readonly Op ge_t = new("aten::ge", "Tensor");
        private static readonly Op ge_s = new("aten::ge", "Scalar");
        private static readonly Op and_op = new("aten::logical_and");
        private static readonly Op or_op = new("aten::logical_or");
        private static readonly Op where_op = new("aten::where", "self");
        private static readonly Op max_op2 = new("aten::maximum");
        private static readonly Op min_op2 = new("aten::minimum");
        private static readonly Op allclose_op = new("aten::allclose");
        private static readonly Op equal_op = new("aten::equal");

        /// <summary>True where equal.</summary>
        public Tensor eq(Tensor right) => eq_t.Call(this, right);

        /// <summary>True where equal.</summary>
        public Tensor eq(Scalar right) => eq_s.Call(this, right);

        /// <summary>True where different.</summary>
        public Tensor ne(Tensor right) => ne_t.Call(this, right);

        /// <summary>True where different.</summary>
        public Tensor ne(Scalar right) => ne_s.Call(this, right);

        /// <summary>True where less.</summary>
        public Tensor lt(Tensor right) => lt_t.Call(this, right);

        /// <summary>True where less.</summary>
        public Tensor lt(Scalar right) => lt_s.Call(this, right);

        /// <summary>True where less or equal.</summary>
        public Tensor le(Tensor right) => le_t.Call(this, right);

        /// <summary>True where less or equal.</summary>
        public Tensor le(Scalar right) => le_s.Call(this, right);

        /// <summary>True where greater.</summary>
        public Tensor gt(Tensor right) => gt_t.Call(this, right);

        /// <summary>True where greater.</summary>
        public Tensor gt(Scalar right) => gt_s.Call(this, right);

        /// <summary>True where greater or equal.</summary>
        public Tensor ge(Tensor right) => ge_t.Call(this, right);

        /// <summary>True where greater or equal.</summary>
        public Tensor ge(Scalar right) => ge_s.Call(this, right);

        /// <summary>True where equal, element by element.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        /// <summary>True where equal, element by element.</summary>
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);

        /// <summary>True where different, element by element.</summary>
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);

        /// <summary>True where different, element by element.</summary>
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);

        /// <summary>True where less, element by element.</summary>
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);

        /// <summary>True where less, element by element.</summary>
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);

        /// <summary>True where less or equal, element by element.</summary>
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);

        /// <summary>True where less or equal, element by element.</summary>
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);

        /// <summary>True where greater, element by element.</summary>
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);

        /// <summary>True where greater, element by element.</summary>
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);

        /// <summary>True where greater or equal, element by element.</summary>
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);

        /// <summary>True where greater or equal, element by element.</summary>
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);

        /// <summary>The same object; <c>==</c> compares element by element.</summary>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        /// <inheritdoc/>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        /// <summary>True where both are.</summary>
        public Tensor logical_and(Tensor other) => and_op.Call(this, other);

        /// <summary>True where either is.</summary>
        public Tensor logical_or(Tensor other) => or_op.Call(this, other);

        /// <summary>These elements where the condition is true, the other's elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => where_op.Call(condition, this, y);

        /// <summary>The greater of each pair.</summary>
        public Tensor maximum(Tensor other) => max_op2.Call(this, other);

        /// <summary>The lesser of each pair.</summary>
        public Tensor minimum(Tensor other) => min_op2.Call(this, other);

        /// <summary>Whether |a - b| is at most atol + rtol |b| everywhere.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            allclose_op.Ask(this, target, rtol, atol, equal_nan);

        /// <summary>Whether shape and all elements are the same.</summary>
        public bool equal(Tensor target) => equal_op.Ask(this, target);
    }
}
