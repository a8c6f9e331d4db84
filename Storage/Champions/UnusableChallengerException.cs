using Huracan.Contracts;

namespace Huracan.Storage.Champions;

/// <summary>A challenger that waits can never be compared again: its bundle cannot be loaded, the candles no longer reach back to its first
/// shadow bar, or it judges the sides of another primary rule.</summary>
public sealed class UnusableChallengerException : InputRefusedException
{
    /// <summary>Says why.</summary>
    /// <param name="message">Complete in itself.</param>
    public UnusableChallengerException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, with the error that caused it.</summary>
    /// <param name="message">Complete in itself.</param>
    /// <param name="innerException">What was refused.</param>
    public UnusableChallengerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
