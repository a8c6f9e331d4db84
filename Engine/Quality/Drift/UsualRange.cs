namespace Huracan.Engine.Quality.Drift;

/// <summary>How a positive measure varies over the windows of a history, on a logarithmic scale.</summary>
/// <param name="Centre">Mean of its natural logarithm.</param>
/// <param name="Spread">Standard deviation of the same, 0 or more.</param>
/// <param name="Highest">The greatest value there was.</param>
public sealed record UsualRange(double Centre, double Spread, double Highest)
{
    /// <summary>Describes values.</summary>
    /// <param name="values">Two or more, above 0.</param>
    public static UsualRange Of(IReadOnlyCollection<double> values)
    {
        var centre = values.Average(Math.Log);
        var squares = values.Sum(value => (Math.Log(value) - centre) * (Math.Log(value) - centre));
        return new UsualRange(centre, Math.Sqrt(squares / (values.Count - 1)), values.Max());
    }

    /// <summary>The value so many standard deviations above the centre, but no less than the highest there was.</summary>
    public double Beyond(double deviations) => Math.Max(Highest, Math.Exp(Centre + deviations * Spread));
}
