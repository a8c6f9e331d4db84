using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Algorithms that change parameters by their gradients.</summary>
    public static partial class optim
    {
        /// <summary>Changes parameters by their gradients, and remembers what it needs for the next step.</summary>
        public abstract class Optimizer : IDisposable
        {
            private protected readonly Parameter[] all;
            private readonly ParamGroup group;

            private protected Optimizer(IEnumerable<Parameter> parameters, double lr)
            {
                if (!(lr >= 0)) throw new ArgumentOutOfRangeException(nameof(lr), lr, "must not be negative");
                all = [.. parameters];
                group = new ParamGroup(lr);
            }

            /// <summary>The groups of parameters; here always one. Setting its rate changes the next steps.</summary>
            public IEnumerable<ILearningRateController> ParamGroups => [group];

            /// <summary>The parameters, in the order they were given.</summary>
            public IEnumerable<Parameter> parameters() => all;

            /// <summary>The rate of the next step.</summary>
            protected double LearningRate
            {
                get => group.LearningRate;
                set => group.LearningRate = value;
            }

            /// <summary>Forgets all gradients.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in all) parameter.grad = null;
            }

            /// <summary>Changes every parameter that has a gradient.</summary>
            /// <param name="closure">Computes the loss and its gradients first, if given.</param>
            /// <returns>What the closure returned.</returns>
            public Tensor? step(Func<Tensor>? closure = null)
            {
                var loss = closure?.Invoke();
                using var scope = NewDisposeScope();
                using var off = no_grad();
                Step();
                return loss;
            }

            /// <summary>One step, with gradients off and inside a scope.</summary>
            private protected abstract void Step();

            /// <summary>Its memory by names, as tensors: "step.0", "exp_avg.0", ... The caller disposes of them.</summary>
            private protected abstract IEnumerable<(string Name, Tensor Value)> Memory();

            /// <summary>Takes its memory back; all of it is checked before any of it is changed.</summary>
            private protected abstract void Remember(SafetensorsFile memory);

            /// <summary>Writes its state and rate, from which an optimizer over the same parameters continues exactly.</summary>
            public void save_state_dict(BinaryWriter writer)
            {
                using var scope = NewDisposeScope();
                var bytes = Safetensors.Write(Memory(), new Dictionary<string, string>
                {
                    ["optimizer"] = GetType().Name,
                    ["learning_rate"] = LearningRate.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                });
                writer.Write(bytes.Length);
                writer.Write(bytes);
            }

            /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
            /// <exception cref="InvalidDataException">It is damaged, of another optimizer, or of other parameters.</exception>
            public void load_state_dict(BinaryReader reader)
            {
                byte[] bytes;
                try
                {
                    var length = reader.ReadInt32();
                    bytes = length < 0
                        ? throw new InvalidDataException($"the optimizer's memory cannot be {length} bytes long")
                        : reader.ReadBytes(length);
                }
                catch (EndOfStreamException e)
                {
                    throw new InvalidDataException("the optimizer's memory is cut off", e);
                }
                var memory = Safetensors.Parse(bytes);
                if (memory.Metadata.GetValueOrDefault("optimizer") != GetType().Name)
                    throw new InvalidDataException(
                        $"this is the memory of '{memory.Metadata.GetValueOrDefault("optimizer")}', not of {GetType().Name}");
                var text = memory.Metadata.GetValueOrDefault("learning_rate");
                if (!double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var rate))
                    throw new InvalidDataException($"the optimizer's learning_rate is '{text}'");
                Remember(memory);
                LearningRate = rate;
            }

            /// <summary>Writes its memory to a file.</summary>
            public void save_state_dict(string location)
            {
                using var writer = new BinaryWriter(File.Create(location));
                save_state_dict(writer);
            }

            /// <summary>Reads its memory from a file.</summary>
            public void load_state_dict(string location)
            {
                using var reader = new BinaryReader(File.OpenRead(location));
                load_state_dict(reader);
            }

            /// <summary>Frees its memory; the parameters stay.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees its memory.</summary>
            protected virtual void Dispose(bool disposing) { }

            private sealed class ParamGroup(double lr) : ILearningRateController
            {
                public double LearningRate { get; set; } = lr;

                public double InitialLearningRate { get; set; } = lr;
            }
        }

        /// <summary>Gets and sets a learning rate.</summary>
        public interface ILearningRateController
        {
            /// <summary>The rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The rate it began with.</summary>
            double InitialLearningRate { get; set; }
        }
    }
}
