using System.Globalization;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        internal NativeInfo Info
        {
            get
            {
                NativeMethods.Check(NativeMethods.ht_info(Handle, out var info));
                GC.KeepAlive(this);
                return info;
            }
        }

        /// <summary>The length of each dimension.</summary>
        public unsafe long[] shape
        {
            get
            {
                var sizes = new long[NativeMethods.ht_size(Handle, null, null)];
                fixed (long* p = sizes) NativeMethods.ht_size(Handle, p, null);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        /// <summary>Elements from one to the next along each dimension.</summary>
        public unsafe long[] stride()
        {
            var strides = new long[NativeMethods.ht_size(Handle, null, null)];
            fixed (long* p = strides) NativeMethods.ht_size(Handle, null, p);
            GC.KeepAlive(this);
            return strides;
        }

        /// <summary>The length of each dimension.</summary>
        public long[] size() => shape;

        /// <summary>The length of a dimension; a negative one counts from the last.</summary>
        public long size(int dim)
        {
            var sizes = shape;
            var at = dim < 0 ? dim + sizes.Length : dim;
            if (at < 0 || at >= sizes.Length)
                throw new ArgumentOutOfRangeException(nameof(dim), dim, $"the tensor has {sizes.Length} dimensions");
            return sizes[at];
        }

        /// <summary>The number of dimensions.</summary>
        public long Dimensions => Info.Dims;

        /// <summary>The number of dimensions.</summary>
        public long dim() => Info.Dims;

        /// <summary>The number of dimensions.</summary>
        public int ndim => (int)Info.Dims;

        /// <summary>The number of elements.</summary>
        public long NumberOfElements => Info.Elements;

        /// <summary>The number of elements.</summary>
        public long numel() => Info.Elements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => Info.ElementSize;

        /// <summary>The element type.</summary>
        public ScalarType dtype => (ScalarType)Info.Dtype;

        /// <summary>Where the tensor lives.</summary>
        public Device device
        {
            get
            {
                var info = Info;
                return new Device((DeviceType)info.Device, info.Index);
            }
        }

        /// <summary>What kind of device it lives on.</summary>
        public DeviceType device_type => (DeviceType)Info.Device;

        /// <summary>Which device of its kind; -1 on the host.</summary>
        public int device_index => Info.Index;

        /// <summary>Whether it lives on a GPU.</summary>
        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Whether its elements lie in order with no gaps.</summary>
        public bool is_contiguous() => Info.Contiguous != 0;

        /// <summary>Whether the elements are floating-point numbers.</summary>
        public bool is_floating_point() =>
            dtype is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

        /// <inheritdoc/>
        public override string ToString()
        {
            if (IsInvalid) return "[disposed]";
            var text = $"[{string.Join("x", shape)}], type = {dtype}, device = {device}";
            const int most = 20;
            if (NumberOfElements > most) return text;
            using var values = detach();
            using var wide = values.to(ScalarType.Float64, CPU);
            var shown = wide.data<double>().ToArray().Select(v => v.ToString("G6", CultureInfo.InvariantCulture));
            return $"{text}, value = {string.Join(" ", shown)}";
        }
    }
}
