using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Where a tensor lives: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public sealed class Device : IEquatable<Device>
    {
        /// <summary>A device of a kind; index -1 is the current one.</summary>
        public Device(DeviceType type, int index = -1)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(index, -1);
            (this.type, this.index) = (type, index);
        }

        /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c>, <c>cuda:0</c>.</summary>
        /// <exception cref="ArgumentException">The name is none of these.</exception>
        public Device(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var parts = description.Split(':');
            type = parts[0] switch
            {
                "cpu" => DeviceType.CPU,
                "cuda" => DeviceType.CUDA,
                _ => throw new ArgumentException($"'{description}' is no device: it must be cpu, cuda or cuda:N"),
            };
            index = -1;
            if (parts.Length == 1) return;
            if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new ArgumentException($"'{description}' is no device: it must be cpu, cuda or cuda:N");
            index = number;
        }

        /// <summary>Its kind.</summary>
        public DeviceType type { get; }

        /// <summary>Which of its kind; -1 for the current one.</summary>
        public int index { get; }

        /// <summary>A device by its name.</summary>
        public static implicit operator Device(string description) => new(description);

        /// <inheritdoc/>
        public bool Equals(Device? other) => other is not null && other.type == type && other.index == index;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Device);

        /// <inheritdoc/>
        public override int GetHashCode() => ((int)type << 8) ^ index;

        /// <inheritdoc/>
        public override string ToString() => type == DeviceType.CPU ? "cpu" : index < 0 ? "cuda" : $"cuda:{index}";
    }

    /// <summary>The host.</summary>
    public static Device CPU { get; } = new(DeviceType.CPU);

    /// <summary>The current CUDA device.</summary>
    public static Device CUDA { get; } = new(DeviceType.CUDA);

    /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c>, <c>cuda:0</c>.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device of a kind; index -1 is the current one.</summary>
    public static Device device(DeviceType type, int index = -1) => new(type, index);
}
