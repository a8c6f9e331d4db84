using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor of libtorch. It owns native memory: dispose of it, or make it inside <see cref="NewDisposeScope"/>; one that is
    /// forgotten is freed when collected. Errors of libtorch are <see cref="TorchException"/>.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            if (handle != 0) OwningDisposeScope = DisposeScopeManager.Register(this);
        }

        /// <summary>Frees the native memory of a forgotten tensor.</summary>
        ~Tensor() => Free();

        /// <summary>The native tensor.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed of.</exception>
        public nint Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Tensor), "the tensor was disposed of");

        /// <summary>True after disposal.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>Native tensors alive in the process.</summary>
        public static long TotalCount => NativeMethods.ht_live();

        /// <summary>The most native tensors that were alive at once.</summary>
        public static long PeakCount => NativeMethods.ht_peak();

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Frees the native tensor. Its memory goes when the last one that shares it goes.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the native tensor.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing && handle != 0) DisposeScopeManager.Disposed(this);
            Free();
        }

        /// <summary>Gives the native tensor away; this object is then as if disposed of.</summary>
        internal nint Release()
        {
            var given = Handle;
            DisposeScopeManager.Detached(this);
            handle = 0;
            return given;
        }

        private void Free()
        {
            var mine = Interlocked.Exchange(ref handle, 0);
            if (mine != 0) NativeMethods.ht_free(mine);
        }

        /// <summary>Another tensor object over the same native tensor.</summary>
        public Tensor alias()
        {
            NativeMethods.Check(NativeMethods.ht_alias(Handle, out var other));
            GC.KeepAlive(this);
            return new Tensor(other);
        }

        /// <summary>Moves the tensor to the scope around the current one; out of all scopes where there is none.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all scopes: its owner disposes of it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }
    }
}
