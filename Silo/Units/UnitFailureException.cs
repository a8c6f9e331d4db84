namespace Huracan.Silo.Units;

/// <summary>The work on a unit failed.</summary>
/// <param name="message">What happened, in words.</param>
/// <param name="isTransient">Whether trying again may help.</param>
internal sealed class UnitFailureException(string message, bool isTransient) : Exception(message)
{
    public bool IsTransient { get; } = isTransient;
}
