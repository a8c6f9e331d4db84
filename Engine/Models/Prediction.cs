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

    /// <summary>
    /// The forecast where one side alone can be taken: the opposite class has no probability, and the other two sum to 1. Where none can
    /// be, it is flat for certain with a value of 0. One that is not a number stays so.
    /// </summary>
    /// <param name="side">1 long, −1 short, 0 none.</param>
    public Prediction OnSide(int side)
    {
        if (float.IsNaN(Down + Flat + Up))
            return new Prediction(float.NaN, float.NaN, float.NaN, float.NaN);
        if (side == 0)
            return new Prediction(0, 1, 0, 0);
        var pays = side > 0 ? Up : Down;
        pays = pays > 0 ? pays / (pays + Flat) : 0;
        return side > 0 ? new Prediction(0, 1 - pays, pays, Value) : new Prediction(pays, 1 - pays, 0, Value);
    }
}
