using Huracan.Engine.Models;

namespace Huracan.Tests.Engine.Training;

internal sealed class MemoryCheckpoints : ICheckpoints
{
    public byte[]? State { get; set; }

    public int Writes { get; private set; }

    /// <summary>The training is killed once this many states were written.</summary>
    public int? KilledAtWrite { get; init; }

    public void Write(ReadOnlySpan<byte> state)
    {
        State = state.ToArray();
        Writes++;
        if (Writes == KilledAtWrite)
            throw new KilledException();
    }

    public byte[]? Read() => State;

    public void Delete() => State = null;
}
