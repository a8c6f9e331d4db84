using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op to_op = new("aten::_to_copy");

        /// <summary>In another element type, on another device; the same native tensor where nothing changes.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false)
        {
            var info = Info;
            var sameDevice = info.Device == (int)device.type
                && (device.index < 0 || info.Index == device.index || device.type == DeviceType.CPU);
            var same = !copy && info.Dtype == (int)type && sameDevice;
            var result = same ? alias() : to_op.Call(this, type, Arg.None, device, Arg.None, non_blocking);
            if (disposeAfter) Dispose();
            return result;
        }

        /// <summary>In another element type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, device, copy, disposeAfter, non_blocking);

        /// <summary>On another device.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        /// <summary>In another element type.</summary>
        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(type, copy, disposeAfter, non_blocking);

        /// <summary>On the host.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>On a GPU; the current one by default.</summary>
        public Tensor cuda(Device? device = null) => to(device ?? CUDA);

        /// <summary>As singles.</summary>
        public Tensor @float() => to(ScalarType.Float32);

        /// <summary>As doubles.</summary>
        public Tensor @double() => to(ScalarType.Float64);

        /// <summary>As 64-bit integers, cut towards zero.</summary>
        public Tensor @long() => to(ScalarType.Int64);

        /// <summary>As 32-bit integers, cut towards zero.</summary>
        public Tensor @int() => to(ScalarType.Int32);

        /// <summary>As truth values: true where not zero.</summary>
        public Tensor @bool() => to(ScalarType.Bool);

        /// <summary>As bfloat16.</summary>
        public Tensor bfloat16() => to(ScalarType.BFloat16);
    }
}
