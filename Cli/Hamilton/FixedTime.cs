namespace Huracan.Cli.Hamilton;

/// <summary>A clock that a command was given: for candles of the past.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
