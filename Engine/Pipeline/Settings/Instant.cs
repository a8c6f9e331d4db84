using System.Globalization;

namespace Huracan.Engine.Pipeline.Settings;

/// <summary>
/// An instant of a run's options, with the text it was given as: the run's configuration and the keys of its stages hold that text.
/// </summary>
public sealed record Instant
{
    private Instant(string text, DateTimeOffset time) => (Text, Milliseconds) = (text, time.ToUnixTimeMilliseconds());

    /// <summary>As it was written, such as <c>2025-01-31</c>.</summary>
    public string Text { get; }

    /// <summary>Milliseconds since the Unix epoch, UTC; a finer part is cut off.</summary>
    public long Milliseconds { get; }

    /// <summary>In UTC, to the millisecond.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>An instant that nobody wrote, in the round-trip format.</summary>
    public static Instant Of(DateTimeOffset time) => new(time.ToString("O", CultureInfo.InvariantCulture), time);

    /// <summary>Reads an ISO date or instant, UTC unless it says otherwise; null where the text is none.</summary>
    public static Instant? TryParse(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
        ? new Instant(text, time)
        : null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
