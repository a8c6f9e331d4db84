namespace TorchSharp;

public static partial class torch
{
    /// <summary>What stands between the brackets for one dimension of a tensor.</summary>
    public readonly struct TensorIndex
    {
        internal enum Kind { Single, Slice, Tensor, Ellipsis, Null }

        private TensorIndex(Kind kind, long start = 0, long stop = long.MaxValue, long step = 1, torch.Tensor? tensor = null) =>
            (Is, Start, Stop, Step, Indices) = (kind, start, stop, step, tensor);

        internal readonly Kind Is;
        internal readonly long Start, Stop, Step;
        internal readonly torch.Tensor? Indices;

        /// <summary>The whole dimension.</summary>
        public static TensorIndex Colon => new(Kind.Slice);
        /// <summary>All dimensions that are not named.</summary>
        public static TensorIndex Ellipsis => new(Kind.Ellipsis);
        /// <summary>A new dimension of length 1.</summary>
        public static TensorIndex Null => new(Kind.Null);
        /// <summary>One index, whose dimension goes away; a negative one counts from the end.</summary>
        public static TensorIndex Single(long index) => new(Kind.Single, index);
        /// <summary>The indices [start, stop) by step; negative ones count from the end.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(Kind.Slice, start ?? 0, stop ?? long.MaxValue, step ?? 1);
        /// <summary>The indices in a tensor, or those where a tensor is true.</summary>
        public static TensorIndex Tensor(torch.Tensor tensor) => new(Kind.Tensor, tensor: tensor);

        /// <summary>One index.</summary>
        public static implicit operator TensorIndex(long index) => Single(index);
        /// <summary>The indices in a tensor, or those where a tensor is true.</summary>
        public static implicit operator TensorIndex(torch.Tensor tensor) => Tensor(tensor);
        /// <summary>A range of indices.</summary>
        public static implicit operator TensorIndex(Range range) => new(Kind.Slice,
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            !range.End.IsFromEnd ? range.End.Value : range.End.Value == 0 ? long.MaxValue : -range.End.Value);
    }
}
