namespace Huracan.Engine.Models;

/// <summary>A forecast for one bar.</summary>
/// <param name="Down">Probability that the return over the horizon is below the dead zone.</param>
/// <param name="Flat">Probability that it stays inside.</param>
/// <param name="Up">Probability that it is above; the three sum to 1.</param>
/// <param name="Value">Expected log return over the horizon, before costs.</param>
public readonly record struct Prediction(float Down, float Flat, float Up, float Value)
{
    /// <summary>-1, 0 or 1: the likeliest class; a tie goes to flat, and one between down and up too.</summary>
    public int Direction => Up > Flat && Up > Down ? 1 : Down > Flat && Down > Up ? -1 : 0;

    /// <summary>Probability of the likeliest class, 1/3 to 1.</summary>
    public float Confidence => Math.Max(Flat, Math.Max(Down, Up));
}
