namespace Huracan.Contracts;

/// <summary>
/// Input from outside breaks a rule. The message names the file, row, column, key or value and the rule;
/// the command line prints it alone and ends with exit code 2.
/// </summary>
public class InputRefusedException : Exception
{
    /// <summary>Refuses with a message that is complete in itself.</summary>
    public InputRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>Refuses with a message and the error that caused it.</summary>
    public InputRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether what was asked for does not exist, such as a champion; everything else is wrong in itself.</summary>
    public bool IsNotFound { get; init; }
}
