using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op sum_all = new("aten::sum");
        private static readonly Op sum_dims = new("aten::sum", "dim_IntList");
        private static readonly Op mean_all = new("aten::mean");
        private static readonly Op mean_dims = new("aten::mean", "dim");
        private static readonly Op max_all = new("aten::max");
        private static readonly Op max_dim = new("aten::max", "dim");
        private static readonly Op min_all = new("aten::min");
        private static readonly Op min_dim = new("aten::min", "dim");
        private static readonly Op argmax_op = new("aten::argmax");
        private static readonly Op argmin_op = new("aten::argmin");
        private static readonly Op std_all = new("aten::std");
        private static readonly Op std_dims = new("aten::std", "dim");
        private static readonly Op var_all = new("aten::var");
        private static readonly Op var_dims = new("aten::var", "dim");
        private static readonly Op norm_op = new("aten::linalg_vector_norm");
        private static readonly Op cumsum_op = new("aten::cumsum");
        private static readonly Op any_op = new("aten::any");
        private static readonly Op all_op = new("aten::all");
        private static readonly Op softmax_op = new("aten::softmax", "int");
        private static readonly Op log_softmax_op = new("aten::log_softmax", "int");
        private static readonly Op logsumexp_op = new("aten::logsumexp");
        private static readonly Op topk_op = new("aten::topk");
        private static readonly Op sort_op = new("aten::sort");
        private static readonly Op argsort_op = new("aten::argsort");
        private static readonly Op prod_all = new("aten::prod");

        /// <summary>The sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => sum_all.Call(this, type);

        /// <summary>Sums over some dimensions.</summary>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            sum_dims.Call(this, dim.ToArray(), keepdim, type);

        /// <summary>Sums over a dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>The product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => prod_all.Call(this, type);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => mean_all.Call(this, Arg.None);

        /// <summary>Means over some dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            mean_dims.Call(this, dimensions, keepdim, type);

        /// <summary>The greatest element.</summary>
        public Tensor max() => max_all.Call(this);

        /// <summary>The greatest element along a dimension, and where it is.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => max_dim.Call2(this, dim, keepdim);

        /// <summary>Where the greatest of all elements is, in the order of indices.</summary>
        public Tensor argmax() => argmax_op.Call(this, Arg.None, false);

        /// <summary>Where the greatest element along a dimension is.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => argmax_op.Call(this, dim, keepdim);

        /// <summary>The least element.</summary>
        public Tensor min() => min_all.Call(this);

        /// <summary>The least element along a dimension, and where it is.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => min_dim.Call2(this, dim, keepdim);

        /// <summary>Where the least of all elements is, in the order of indices.</summary>
        public Tensor argmin() => argmin_op.Call(this, Arg.None, false);

        /// <summary>Where the least element along a dimension is.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => argmin_op.Call(this, dim, keepdim);

        /// <summary>The standard deviation of all elements; unbiased divides by n - 1.</summary>
        public Tensor std(bool unbiased = true) => std_all.Call(this, unbiased);

        /// <summary>The standard deviation along a dimension; unbiased divides by n - 1.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false) => std_dims.Call(this, new[] { dim }, unbiased, keepdim);

        /// <summary>The variance of all elements; unbiased divides by n - 1.</summary>
        public Tensor var(bool unbiased = true) => var_all.Call(this, unbiased);

        /// <summary>The variance along a dimension; unbiased divides by n - 1.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false) => var_dims.Call(this, new[] { dim }, unbiased, keepdim);

        /// <summary>The p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => norm_op.Call(this, (double)p, Arg.None, false);

        /// <summary>Running sums along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => cumsum_op.Call(this, dim, type);

        /// <summary>Whether any element is true.</summary>
        public Tensor any() => any_op.Call(this);

        /// <summary>Whether all elements are true.</summary>
        public Tensor all() => all_op.Call(this);

        /// <summary>exp(x) over its sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => softmax_op.Call(this, dim, dtype);

        /// <summary>The logarithm of the softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => log_softmax_op.Call(this, dim, dtype);

        /// <summary>The logarithm of the sum of exponentials along a dimension.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => logsumexp_op.Call(this, new[] { dim }, keepdim);

        /// <summary>The k greatest along a dimension, and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            topk_op.Call2(this, (long)k, (long)dim, largest, sorted);

        /// <summary>Sorted along a dimension, and where each came from.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false) => sort_op.Call2(this, dim, descending);

        /// <summary>The indices that sort along a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => argsort_op.Call(this, dim, descending);
    }
}
