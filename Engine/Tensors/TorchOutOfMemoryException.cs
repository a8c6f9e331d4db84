namespace Huracan.Engine.Tensors;

/// <summary>libtorch could not get the memory it asked for, on the host or on a device. A smaller batch may pass.</summary>
/// <param name="message">What it asked for.</param>
/// <param name="inner">As TorchSharp threw it.</param>
public sealed class TorchOutOfMemoryException(string message, Exception? inner = null) : TorchException(message, inner);
