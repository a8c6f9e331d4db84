using static TorchSharp.torch;

namespace Huracan.Engine.Tensors;

/// <summary>Where one tensor lies in a safetensors file.</summary>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Start">Its first byte, from the beginning of the file.</param>
/// <param name="Length">Its bytes.</param>
public sealed record SafetensorsEntry(ScalarType Type, IReadOnlyList<long> Shape, int Start, int Length);
