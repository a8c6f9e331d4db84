using System.Runtime.InteropServices;

namespace Huracan.Engine.Tensors;

/// <summary>An error of libtorch, in one line: the message TorchSharp gives also holds a backtrace.</summary>
/// <param name="message">What went wrong.</param>
/// <param name="inner">As TorchSharp threw it.</param>
public class TorchException(string message, Exception? inner = null) : ExternalException(message, inner)
{
    /// <summary>The error of ours that an error of TorchSharp's stands for.</summary>
    internal static TorchException From(ExternalException exception)
    {
        var line = exception.Message.Split('\n')[0];
        return IsOutOfMemory(exception) ? new TorchOutOfMemoryException(line, exception) : new TorchException(line, exception);
    }

    /// <summary>Whether memory ran out, on the host or on a device, in libtorch or in .NET.</summary>
    internal static bool IsOutOfMemory(Exception exception) => exception switch
    {
        OutOfMemoryException or TorchOutOfMemoryException => true,
        ExternalException => exception.Message.Contains("can't allocate memory", StringComparison.Ordinal)
            || exception.Message.Contains("out of memory", StringComparison.Ordinal)
            || exception.Message.Contains("_STATUS_ALLOC_FAILED", StringComparison.Ordinal) // cuBLAS and cuDNN, for their own buffers
            || exception.Message.Contains("_DEVICE_ALLOCATION_FAILED", StringComparison.Ordinal), // cuDNN from version 9 on
        _ => false,
    };
}
