namespace Huracan.Engine.Models;

/// <summary>Keeps the last checkpoint of one training. A write is whole or not there: a killed writer leaves the one before.</summary>
public interface ICheckpoints
{
    /// <summary>Replaces the checkpoint.</summary>
    void Write(ReadOnlySpan<byte> state);

    /// <summary>The last one written, or null.</summary>
    byte[]? Read();

    /// <summary>Removes it, when the training is over.</summary>
    void Delete();
}
