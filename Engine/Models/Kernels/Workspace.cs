using System.Runtime.InteropServices;

namespace Huracan.Engine.Models.Kernels;

/// <summary>Native memory in pieces that start at a cache line and are 0 at first, freed together.</summary>
internal unsafe class Workspace : IDisposable
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    protected const int Line = 64;

    private readonly List<nint> pieces = [];

    /// <summary>A piece of <paramref name="count"/> floats.</summary>
    /// <exception cref="OutOfMemoryException">There is not as much.</exception>
    public float* Take(nint count)
    {
        var piece = Allocate((nuint)count * sizeof(float));
        pieces.Add(piece);
        return (float*)piece;
    }

    public void Dispose()
    {
        foreach (var piece in pieces)
            Free(piece);
        pieces.Clear();
    }

    protected virtual nint Allocate(nuint bytes)
    {
        var piece = NativeMemory.AlignedAlloc(bytes, Line);
        NativeMemory.Clear(piece, bytes);
        return (nint)piece;
    }

    protected virtual void Free(nint piece) => NativeMemory.AlignedFree((void*)piece);
}
