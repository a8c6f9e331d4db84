using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Training;

internal sealed class MemoryCheckpoints : ICheckpoints
{
    public byte[]? State { get; set; }

    public int Writes { get; private set; }

    public void Write(ReadOnlySpan<byte> state)
    {
        State = state.ToArray();
        Writes++;
    }

    public byte[]? Read() => State;

    public void Delete() => State = null;
}
