using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>An error of libtorch, with libtorch's own message. TorchSharp throws its base, <see cref="ExternalException"/>.</summary>
public class TorchException : ExternalException
{
    /// <summary>Wraps a message of libtorch.</summary>
    public TorchException(string message) : base(message) { }
}
