namespace TorchSharp;

/// <summary>
/// Tensors, gradients and networks over libtorch, with the names and signatures of TorchSharp 0.99 to 0.106 for what is here, so
/// that the package can take this assembly's place. Shapes are written as in PyTorch: (batch, time, feature).
/// </summary>
public static partial class torch
{
}
