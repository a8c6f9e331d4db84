using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Op detach_op = new("aten::detach");
        private static readonly Op detach_op_ = new("aten::detach_");

        /// <summary>Whether operators on it are recorded for <see cref="backward"/>. Only leaves may be set.</summary>
        public bool requires_grad
        {
            get => Info.RequiresGrad != 0;
            set
            {
                NativeMethods.Check(NativeMethods.ht_set_requires_grad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>Sets <see cref="requires_grad"/>.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Whether no recorded operator made it.</summary>
        public bool is_leaf => Info.Leaf != 0;

        /// <summary>
        /// The gradient that <see cref="backward"/> added up, or null. Each reading makes a new object over the same native tensor.
        /// </summary>
        public Tensor? grad
        {
            get
            {
                NativeMethods.Check(NativeMethods.ht_grad(Handle, out var gradient));
                GC.KeepAlive(this);
                return gradient == 0 ? null : new Tensor(gradient);
            }
            set
            {
                NativeMethods.Check(NativeMethods.ht_set_grad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        /// <summary>Adds the gradient of this value to the <see cref="grad"/> of every leaf it was computed from.</summary>
        /// <param name="gradient">What to multiply by, of this shape; may be left out when this is a single element.</param>
        /// <param name="retain_graph">Keeps the record for another pass; default: as <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Records the pass itself, for derivatives of derivatives.</param>
        public void backward(Tensor? gradient = null, bool? retain_graph = null, bool create_graph = false)
        {
            var retain = retain_graph is { } keep ? (keep ? 1 : 0) : -1;
            NativeMethods.Check(NativeMethods.ht_backward(Handle, gradient?.Handle ?? 0, retain, create_graph ? 1 : 0));
            GC.KeepAlive(this);
            GC.KeepAlive(gradient);
        }

        /// <summary>The same memory without the record of how it was made.</summary>
        public Tensor detach() => detach_op.Call(this);

        /// <summary>Drops the record of how it was made.</summary>
        public Tensor detach_()
        {
            detach_op_.Do(this);
            return this;
        }
    }
}
