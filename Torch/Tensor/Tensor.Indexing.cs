using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op index_select_op = new("aten::index_select");
        private static readonly Op gather_op = new("aten::gather");
        private static readonly Op index_op = new("aten::index", "Tensor");
        private static readonly Op masked_select_op = new("aten::masked_select");
        private static readonly Op nonzero_op = new("aten::nonzero");
        private static readonly Op scatter_op_ = new("aten::scatter_", "src");

        /// <summary>Part of the tensor. Single indices and slices share its memory, tensors of indices copy.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => Part(indices);
            set
            {
                if (Array.TrueForAll(indices, i => i.Is != TensorIndex.Kind.Tensor))
                {
                    using var part = Part(indices);
                    part.copy_(value);
                    return;
                }
                index_put_op_.Do(this, FullIndices(indices), value, false);
            }
        }

        /// <summary>The given indices of a dimension, copied.</summary>
        public Tensor index_select(long dim, Tensor index) => index_select_op.Call(this, dim, index);

        /// <summary>For each place of <paramref name="index"/> the element whose index along the dimension it names.</summary>
        public Tensor gather(long dim, Tensor index) => gather_op.Call(this, dim, index, false);

        /// <summary>Writes the elements of <paramref name="src"/> to the indices along a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            scatter_op_.Do(this, dim, index, src);
            return this;
        }

        /// <summary>The elements that tensors of indices, one for each leading dimension, name.</summary>
        public Tensor index(params Tensor[] indices) => index_op.Call(this, indices);

        /// <summary>The elements where the mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => masked_select_op.Call(this, mask);

        /// <summary>The indices of the elements that are not zero: one row for each.</summary>
        public Tensor nonzero() => nonzero_op.Call(this);

        private Tensor Part(TensorIndex[] indices)
        {
            var current = this;
            long dim = 0;
            for (var i = 0; i < indices.Length; i++)
            {
                ref readonly var at = ref indices[i];
                Tensor next;
                switch (at.Is)
                {
                    case TensorIndex.Kind.Ellipsis:
                        dim += current.Dimensions - dim - indices.Skip(i + 1).Sum(Consumed);
                        continue;
                    case TensorIndex.Kind.Slice when at is { Start: 0, Stop: long.MaxValue, Step: 1 }:
                        dim++;
                        continue;
                    case TensorIndex.Kind.Slice:
                        next = slice_op.Call(current, dim++, at.Start, at.Stop, at.Step);
                        break;
                    case TensorIndex.Kind.Null:
                        next = current.unsqueeze(dim++);
                        break;
                    case TensorIndex.Kind.Single:
                        next = current.select(dim, at.Start);
                        break;
                    default:
                        var lists = new Tensor?[dim + 1];
                        lists[dim] = at.Indices;
                        next = index_op.Call(current, lists);
                        dim++;
                        break;
                }
                if (!ReferenceEquals(current, this)) current.Dispose();
                current = next;
            }
            return ReferenceEquals(current, this) ? alias() : current;
        }

        private static long Consumed(TensorIndex index) => index.Is switch
        {
            TensorIndex.Kind.Null => 0,
            TensorIndex.Kind.Tensor when index.Indices is { dtype: ScalarType.Bool } mask => mask.Dimensions,
            _ => 1,
        };

        private static Tensor?[] FullIndices(TensorIndex[] indices)
        {
            var lists = new Tensor?[indices.Length];
            for (var i = 0; i < indices.Length; i++)
            {
                var at = indices[i];
                if (at.Is == TensorIndex.Kind.Tensor) lists[i] = at.Indices;
                else if (at is not { Is: TensorIndex.Kind.Slice, Start: 0, Stop: long.MaxValue, Step: 1 })
                    throw new ArgumentException("tensors of indices can only be mixed with whole dimensions when setting");
            }
            return lists;
        }
    }
}
