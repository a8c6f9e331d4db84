namespace TorchSharp;

/// <summary>libtorch could not get the memory it asked for, on the host or on a device. A smaller batch may pass.</summary>
public sealed class TorchOutOfMemoryException : TorchException
{
    /// <summary>Wraps a message of libtorch.</summary>
    public TorchOutOfMemoryException(string message) : base(message) { }
}
