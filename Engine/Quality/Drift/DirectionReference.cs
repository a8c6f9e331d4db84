namespace Huracan.Engine.Quality.Drift;

/// <summary>What the direction of forecasts was worth on validation.</summary>
/// <param name="Reliability">Share of the difference between the probabilities of up and down that outcomes bore out, above 0 to 1: the
/// least that the validation part does not speak against.</param>
/// <param name="Strong">Least difference of the two probabilities of a forecast that is scored.</param>
/// <param name="Overlap">Bars an outcome spans: so many after a scored forecast are not scored.</param>
/// <param name="PerBar">Scored forecasts a bar.</param>
public sealed record DirectionReference(double Reliability, double Strong, int Overlap, double PerBar);
