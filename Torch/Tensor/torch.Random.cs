using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// Starts the process's random generators, of the host and of all GPUs, from a seed. They are shared by all threads.
    /// </summary>
    public static Generator manual_seed(long seed)
    {
        NativeMethods.Check(NativeMethods.ht_seed((ulong)seed));
        return new Generator(CPU);
    }

    /// <summary>The state of the host's random generator, as bytes: all it needs to continue from here.</summary>
    public static Tensor get_rng_state() => new Generator(CPU).get_state();

    /// <summary>Puts the host's random generator into a state that <see cref="get_rng_state"/> gave.</summary>
    public static void set_rng_state(Tensor new_state) => new Generator(CPU).set_state(new_state);

    /// <summary>The generator libtorch draws from on a device, unless told otherwise.</summary>
    public sealed class Generator
    {
        internal Generator(Device device) => this.device = device;

        /// <summary>Where it draws.</summary>
        public Device device { get; }

        /// <summary>Its state, as bytes on the host.</summary>
        public Tensor get_state()
        {
            NativeMethods.Check(NativeMethods.ht_rng_get((int)device.type, device.index, out var state));
            return new Tensor(state);
        }

        /// <summary>Puts it into a state that <see cref="get_state"/> gave.</summary>
        public void set_state(Tensor value)
        {
            NativeMethods.Check(NativeMethods.ht_rng_set((int)device.type, device.index, value.Handle));
            GC.KeepAlive(value);
        }
    }
}
