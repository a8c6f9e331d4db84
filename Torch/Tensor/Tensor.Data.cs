using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The value of a tensor of one element. Waits for the device.</summary>
        /// <exception cref="TorchException">It has more elements than one.</exception>
        public T item<T>() where T : unmanaged
        {
            NativeMethods.Check(NativeMethods.ht_item(Handle, out var value));
            GC.KeepAlive(this);
            var real = value.Tag == ValueTag.Double;
            var number = real ? BitConverter.Int64BitsToDouble(value.Bits) : value.Bits;
            if (typeof(T) == typeof(float)) return (T)(object)(float)number;
            if (typeof(T) == typeof(double)) return (T)(object)number;
            var whole = real ? checked((long)number) : value.Bits;
            if (typeof(T) == typeof(long)) return (T)(object)whole;
            if (typeof(T) == typeof(int)) return (T)(object)checked((int)whole);
            if (typeof(T) == typeof(bool)) return (T)(object)(number != 0);
            if (typeof(T) == typeof(byte)) return (T)(object)checked((byte)whole);
            throw new ArgumentException($"an element cannot be read as {typeof(T)}");
        }

        /// <summary>The one element as a single.</summary>
        public float ToSingle() => item<float>();
        /// <summary>The one element as a double.</summary>
        public double ToDouble() => item<double>();
        /// <summary>The one element as a 64-bit integer.</summary>
        public long ToInt64() => item<long>();
        /// <summary>The one element as a 32-bit integer.</summary>
        public int ToInt32() => item<int>();
        /// <summary>The one element as true or false.</summary>
        public bool ToBoolean() => item<bool>();

        /// <summary>The elements of a tensor on the host, in order of their indices.</summary>
        /// <exception cref="ArgumentException">The element type is not <typeparamref name="T"/>.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not on the host.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            if (dtype != TypeOf<T>()) throw new ArgumentException($"the tensor holds {dtype}, not {typeof(T).Name}");
            return new TensorAccessor<T>(this);
        }

        /// <summary>
        /// The memory of a contiguous tensor on the host. Valid while the tensor lives: keep it referenced. Setting copies bytes in.
        /// </summary>
        /// <exception cref="InvalidOperationException">The tensor is on a device, or has gaps.</exception>
        public Span<byte> bytes
        {
            get => Memory(out _);
            set
            {
                var memory = Memory(out var info);
                if (value.Length != memory.Length)
                    throw new ArgumentException($"the tensor has {memory.Length} bytes ({info.Elements} elements), not {value.Length}");
                value.CopyTo(memory);
                GC.KeepAlive(this);
            }
        }

        private unsafe Span<byte> Memory(out NativeInfo info)
        {
            info = Info;
            if (info.Device != (int)DeviceType.CPU) throw new InvalidOperationException("the tensor is on a device: call cpu() first");
            if (info.Contiguous == 0) throw new InvalidOperationException("the tensor is not contiguous: call contiguous() first");
            return new Span<byte>((void*)info.Data, checked((int)(info.Elements * info.ElementSize)));
        }
    }
}
