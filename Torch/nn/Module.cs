using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// A part of a network: parameters, buffers and further modules. A subclass assigns them to fields and calls
        /// <see cref="RegisterComponents"/> at the end of its constructor. The module owns them: they belong to no scope, and go with it.
        /// </summary>
        public abstract partial class Module : IDisposable
        {
            private readonly string name;
            private readonly OrderedDictionary<string, Parameter> own_parameters = new(StringComparer.Ordinal);
            private readonly OrderedDictionary<string, Tensor> own_buffers = new(StringComparer.Ordinal);
            private readonly OrderedDictionary<string, Module> own_modules = new(StringComparer.Ordinal);

            /// <summary>A module with a name for people; it does not enter the names of parameters.</summary>
            protected Module(string name) => this.name = name;

            /// <summary>Whether it behaves as in training: dropout drops.</summary>
            public bool training { get; private set; } = true;

            /// <summary>The name given to the constructor.</summary>
            public string GetName() => name;

            /// <summary>
            /// Registers every field that holds a parameter, a buffer (any other tensor) or a module, under the field's name.
            /// </summary>
            protected void RegisterComponents()
            {
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    switch (field.GetValue(this))
                    {
                        case Parameter parameter: register_parameter(field.Name, parameter); break;
                        case Module module: register_module(field.Name, module); break;
                        case Tensor tensor: register_buffer(field.Name, tensor); break;
                    }
                }
            }

            /// <summary>Registers a parameter; a name without dots.</summary>
            public void register_parameter(string name, Parameter? param)
            {
                if (param is null) return;
                CheckName(name, own_parameters.TryGetValue(name, out var there) && ReferenceEquals(there, param));
                param.DetachFromDisposeScope();
                own_parameters[name] = param;
            }

            /// <summary>Registers a tensor that is saved with the module but not trained; a name without dots.</summary>
            public void register_buffer(string name, Tensor tensor)
            {
                CheckName(name, own_buffers.TryGetValue(name, out var there) && ReferenceEquals(there, tensor));
                tensor.DetachFromDisposeScope();
                own_buffers[name] = tensor;
            }

            /// <summary>Registers a part; a name without dots.</summary>
            public void register_module(string name, Module submodule)
            {
                CheckName(name, own_modules.TryGetValue(name, out var there) && ReferenceEquals(there, submodule));
                own_modules[name] = submodule;
            }

            /// <summary>Whether a direct part is registered under the name.</summary>
            public bool has_parameter(string target) => own_parameters.ContainsKey(target);

            /// <summary>The direct parts with their names, in the order of registration.</summary>
            public IEnumerable<(string name, Module module)> named_children() => own_modules.Select(m => (m.Key, m.Value));

            /// <summary>The direct parts.</summary>
            public IEnumerable<Module> children() => own_modules.Values;

            /// <summary>All parts below this one, with dotted names.</summary>
            public IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (key, module) in own_modules)
                {
                    yield return (key, module);
                    foreach (var (below, part) in module.named_modules()) yield return ($"{key}.{below}", part);
                }
            }

            /// <summary>All parts below this one.</summary>
            public IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parameters with dotted names: own ones first, then those of the parts.</summary>
            public IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                foreach (var (key, parameter) in own_parameters) yield return (key, parameter);
                if (!recurse) yield break;
                foreach (var (path, module) in named_modules())
                    foreach (var (key, parameter) in module.own_parameters) yield return ($"{path}.{key}", parameter);
            }

            /// <summary>The parameters.</summary>
            public IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The buffers with dotted names.</summary>
            public IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true)
            {
                foreach (var (key, buffer) in own_buffers) yield return (key, buffer);
                if (!recurse) yield break;
                foreach (var (path, module) in named_modules())
                    foreach (var (key, buffer) in module.own_buffers) yield return ($"{path}.{key}", buffer);
            }

            /// <summary>The buffers.</summary>
            public IEnumerable<Tensor> buffers(bool recurse = true) => named_buffers(recurse).Select(b => b.buffer);

            /// <summary>Makes it and all its parts behave as in training, or not.</summary>
            public virtual void train(bool on = true)
            {
                training = on;
                foreach (var module in own_modules.Values) module.train(on);
            }

            /// <summary>Makes it and all its parts behave as in use: dropout does nothing.</summary>
            public void eval() => train(false);

            /// <summary>Disposes of parameters, buffers and parts.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes of parameters, buffers and parts.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var parameter in own_parameters.Values) parameter.Dispose();
                foreach (var buffer in own_buffers.Values) buffer.Dispose();
                foreach (var module in own_modules.Values) module.Dispose();
            }

            private void CheckName(string key, bool again)
            {
                ArgumentException.ThrowIfNullOrEmpty(key);
                if (key.Contains('.', StringComparison.Ordinal)) throw new ArgumentException($"'{key}' must not contain a dot");
                if (!again && (own_parameters.ContainsKey(key) || own_buffers.ContainsKey(key) || own_modules.ContainsKey(key)))
                    throw new ArgumentException($"module {name} already has a component named '{key}'");
            }
        }
    }
}
