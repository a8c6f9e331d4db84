namespace Huracan.Publishing.Dropbox;

/// <summary>A failure that asking again may mend.</summary>
/// <param name="message">What was answered.</param>
/// <param name="pause">How long Dropbox asks to wait; null where it does not say.</param>
internal sealed class PassingFailureException(string message, TimeSpan? pause = null) : Exception(message)
{
    public TimeSpan? Pause { get; } = pause;
}
