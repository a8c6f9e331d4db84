using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            private static readonly Op set_data_op = new("aten::set_data");

            /// <summary>Parameters and buffers by their dotted names: the module's own tensors, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                var before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (key, parameter) in named_parameters()) destination[before + key] = parameter;
                foreach (var (key, buffer) in named_buffers()) destination[before + key] = buffer;
                return destination;
            }

            /// <summary>
            /// Copies values into the parameters and buffers of the same names. Names and shapes are all checked before the first
            /// value is changed.
            /// </summary>
            /// <exception cref="InvalidOperationException">A name is missing or unknown (if strict), or a shape differs.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keys) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var mine = state_dict();
                var wanted = mine.Keys.Where(k => skip is null || !skip.Contains(k)).ToList();
                var missing = wanted.Where(k => !source.ContainsKey(k)).ToList();
                var unexpected = source.Keys.Where(k => !mine.ContainsKey(k) && (skip is null || !skip.Contains(k))).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException($"the weights do not fit module {name}: missing [{string.Join(", ", missing)}], " +
                        $"unexpected [{string.Join(", ", unexpected)}]");
                }
                var both = wanted.Where(source.ContainsKey).ToList();
                foreach (var key in both)
                {
                    if (source[key].shape.AsSpan().SequenceEqual(mine[key].shape)) continue;
                    throw new InvalidOperationException($"the weights do not fit module {name}: {key} has the shape " +
                        $"[{string.Join(", ", source[key].shape)}] instead of [{string.Join(", ", mine[key].shape)}]");
                }
                using var off = no_grad();
                foreach (var key in both) mine[key].copy_(source[key]);
                return (missing, unexpected);
            }

            /// <summary>Forgets all gradients.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters())
                {
                    if (set_to_none) parameter.grad = null;
                    else
                    {
                        using var gradient = parameter.grad;
                        gradient?.zero_();
                    }
                }
            }

            /// <summary>Trains all parameters, or freezes them.</summary>
            public Module requires_grad_(bool requires_grad = true)
            {
                foreach (var parameter in parameters()) parameter.requires_grad = requires_grad;
                return this;
            }

            /// <summary>
            /// Converts floating-point parameters and buffers and moves all. The objects stay the same, so that an optimizer made before
            /// goes on with them.
            /// </summary>
            internal void Convert(ScalarType? type, Device? device)
            {
                using var off = no_grad();
                foreach (var tensor in parameters().Concat<Tensor>(buffers()))
                {
                    var target = type is { } t && tensor.is_floating_point() ? t : tensor.dtype;
                    using var converted = tensor.to(target, device ?? tensor.device);
                    using var plain = converted.detach();
                    set_data_op.Do(tensor, plain);
                    using var gradient = tensor.is_leaf ? tensor.grad : null;
                    if (gradient is null) continue;
                    using var moved = gradient.to(target, device ?? tensor.device);
                    tensor.grad = moved;
                }
            }
        }
    }
}
