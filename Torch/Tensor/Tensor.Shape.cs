using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op view_op = new("aten::view");
        private static readonly Op reshape_op = new("aten::reshape");
        private static readonly Op transpose_op = new("aten::transpose", "int");
        private static readonly Op permute_op = new("aten::permute");
        private static readonly Op t_op = new("aten::t");
        private static readonly Op unsqueeze_op = new("aten::unsqueeze");
        private static readonly Op squeeze_all = new("aten::squeeze");
        private static readonly Op squeeze_dim = new("aten::squeeze", "dim");
        private static readonly Op flatten_op = new("aten::flatten", "using_ints");
        private static readonly Op unfold_op = new("aten::unfold");
        private static readonly Op narrow_op = new("aten::narrow");
        private static readonly Op select_op = new("aten::select", "int");
        private static readonly Op slice_op = new("aten::slice", "Tensor");
        private static readonly Op expand_op = new("aten::expand");
        private static readonly Op repeat_op = new("aten::repeat");
        private static readonly Op flip_op = new("aten::flip");
        private static readonly Op roll_op = new("aten::roll");
        private static readonly Op chunk_op = new("aten::chunk");
        private static readonly Op split_op = new("aten::split", "Tensor");
        private static readonly Op unbind_op = new("aten::unbind", "int");
        private static readonly Op contiguous_op = new("aten::contiguous");
        private static readonly Op clone_op = new("aten::clone");
        private static readonly Op diff_op = new("aten::diff");
        private static readonly Op triu_op = new("aten::triu");
        private static readonly Op tril_op = new("aten::tril");

        /// <summary>The same elements in another shape, sharing memory; -1 stands for what is left.</summary>
        public Tensor view(params long[] shape) => view_op.Call(this, shape);

        /// <summary>The same elements in another shape, sharing memory if possible; -1 stands for what is left.</summary>
        public Tensor reshape(params long[] shape) => reshape_op.Call(this, shape);

        /// <summary>Two dimensions exchanged, sharing memory.</summary>
        public Tensor transpose(long dim0, long dim1) => transpose_op.Call(this, dim0, dim1);

        /// <summary>The dimensions in another order, sharing memory.</summary>
        public Tensor permute(params long[] permutation) => permute_op.Call(this, permutation);

        /// <summary>A matrix transposed, sharing memory.</summary>
        public Tensor t() => t_op.Call(this);

        /// <summary>A dimension of length 1 put in, sharing memory.</summary>
        public Tensor unsqueeze(long dim) => unsqueeze_op.Call(this, dim);

        /// <summary>All dimensions of length 1 left out, sharing memory.</summary>
        public Tensor squeeze() => squeeze_all.Call(this);

        /// <summary>A dimension left out if its length is 1, sharing memory.</summary>
        public Tensor squeeze(long dim) => squeeze_dim.Call(this, dim);

        /// <summary>Neighbouring dimensions made one.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => flatten_op.Call(this, start_dim, end_dim);

        /// <summary>Windows along a dimension, in a new last dimension, sharing memory.</summary>
        public Tensor unfold(long dimension, long size, long step) => unfold_op.Call(this, dimension, size, step);

        /// <summary>A stretch of a dimension, sharing memory.</summary>
        public Tensor narrow(long dim, long start, long length) => narrow_op.Call(this, dim, start, length);

        /// <summary>One index of a dimension, which goes away; shares memory.</summary>
        public Tensor select(long dim, long index) => select_op.Call(this, dim, index);

        /// <summary>The indices start, start + step, ... below finish of a dimension, sharing memory.</summary>
        public Tensor slice(long dim, long start, long finish, long step) => slice_op.Call(this, dim, start, finish, step);

        /// <summary>Dimensions of length 1 seen as longer, sharing memory; -1 keeps a length.</summary>
        public Tensor expand(params long[] sizes) => expand_op.Call(this, sizes, false);

        /// <summary>Copies side by side.</summary>
        public Tensor repeat(params long[] sizes) => repeat_op.Call(this, sizes);

        /// <summary>Some dimensions reversed.</summary>
        public Tensor flip(params long[] dims) => flip_op.Call(this, dims);

        /// <summary>Shifted along a dimension, the end coming back at the beginning.</summary>
        public Tensor roll(long shifts, long dims) => roll_op.Call(this, new[] { shifts }, new[] { dims });

        /// <summary>Differences of neighbours along a dimension.</summary>
        public Tensor diff(long n = 1, long dim = -1) => diff_op.Call(this, n, dim);

        /// <summary>The upper triangle, zero below it.</summary>
        public Tensor triu(long diagonal = 0) => triu_op.Call(this, diagonal);

        /// <summary>The lower triangle, zero above it.</summary>
        public Tensor tril(long diagonal = 0) => tril_op.Call(this, diagonal);

        /// <summary>Cut into so many parts along a dimension, sharing memory.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => chunk_op.CallMany((int)chunks, this, chunks, dim);

        /// <summary>Cut into parts of a length along a dimension, sharing memory.</summary>
        public Tensor[] split(long size, long dim = 0) => split_op.CallMany((int)(this.size((int)dim) / size) + 1, this, size, dim);

        /// <summary>Cut into single indices of a dimension, sharing memory.</summary>
        public Tensor[] unbind(int dim = 0) => unbind_op.CallMany((int)size(dim), this, (long)dim);

        /// <summary>The same, copied if its elements have gaps.</summary>
        public Tensor contiguous() => contiguous_op.Call(this);

        /// <summary>A copy.</summary>
        public Tensor clone() => clone_op.Call(this);
    }
}
