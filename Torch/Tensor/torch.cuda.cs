using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>NVIDIA GPUs.</summary>
    public static class cuda
    {
        /// <summary>Whether this libtorch was built for CUDA and a GPU is there.</summary>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many GPUs are there.</summary>
        public static int device_count() => NativeMethods.Check(NativeMethods.ht_cuda_count());

        /// <summary>Waits until a GPU has done all it was given.</summary>
        public static void synchronize(Device? device = null) => NativeMethods.Check(NativeMethods.ht_cuda_synchronize(Index(device)));

        /// <summary>The state of a GPU's random generator, as bytes on the host.</summary>
        public static Tensor get_rng_state(Device? device = null) => new Generator(new Device(DeviceType.CUDA, Index(device))).get_state();

        /// <summary>Puts a GPU's random generator into a state that <see cref="get_rng_state"/> gave.</summary>
        public static void set_rng_state(Tensor new_state, Device? device = null) =>
            new Generator(new Device(DeviceType.CUDA, Index(device))).set_state(new_state);

        /// <summary>Bytes of a GPU's memory in tensors; 0 where this build cannot tell.</summary>
        public static long memory_allocated(Device? device = null) => Memory(device).Allocated;

        /// <summary>The most bytes of a GPU's memory that were in tensors at once; 0 where this build cannot tell.</summary>
        public static long max_memory_allocated(Device? device = null) => Memory(device).Peak;

        /// <summary>Bytes of a GPU's memory that libtorch holds; 0 where this build cannot tell.</summary>
        public static long memory_reserved(Device? device = null) => Memory(device).Reserved;

        /// <summary>Starts <see cref="max_memory_allocated"/> from what is allocated now.</summary>
        public static void reset_peak_memory_stats(Device? device = null) =>
            NativeMethods.Check(NativeMethods.ht_cuda_reset_peak(Index(device)));

        /// <summary>Gives memory that no tensor uses back to the GPU.</summary>
        public static void empty_cache() => NativeMethods.Check(NativeMethods.ht_cuda_empty_cache());

        private static int Index(Device? device) => device is null || device.index < 0 ? 0 : device.index;

        private static (long Allocated, long Peak, long Reserved) Memory(Device? device)
        {
            NativeMethods.Check(NativeMethods.ht_cuda_memory(Index(device), out var allocated, out var peak, out var reserved));
            return (allocated, peak, reserved);
        }
    }
}
