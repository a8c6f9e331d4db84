namespace Huracan.Contracts;

/// <summary>
/// A refusal whose cause may pass: another process writes the folder, or a file could not be read just now. The same call may succeed
/// later, so that nothing is given up because of it.
/// </summary>
public sealed class TransientRefusalException : InputRefusedException
{
    /// <summary>Refuses with a message that is complete in itself.</summary>
    public TransientRefusalException(string message)
        : base(message)
    {
    }

    /// <summary>Refuses with a message and what the system said.</summary>
    public TransientRefusalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
