namespace Huracan.Engine.Quality.Confidence;

/// <summary>An interval and whether the outcome lay in it.</summary>
/// <param name="Bar">Bar of the forecast.</param>
/// <param name="Interval">The interval.</param>
/// <param name="Covered">Whether the outcome lay in it.</param>
public readonly record struct JudgedInterval(int Bar, ReturnInterval Interval, bool Covered);
