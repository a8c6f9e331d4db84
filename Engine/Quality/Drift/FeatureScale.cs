namespace Huracan.Engine.Quality.Drift;

/// <summary>Puts features on common scales.</summary>
internal static class FeatureScale
{
    private const double Most = 1e6; // squares stay finite

    /// <summary>z = (x − centre)/scale, at most a million either way; 0 for a feature that never changed.</summary>
    public static double Of(double x, double centre, double scale) => scale > 0 ? Math.Clamp((x - centre) / scale, -Most, Most) : 0;

    /// <summary>sign(z)·2·(√(1 + |z|) − 1): about z for small ones. What is a hundred times too much stays far, and the tails of usual rows
    /// are less heavy.</summary>
    public static double Rooted(double z) => Math.CopySign(2 * (Math.Sqrt(1 + Math.Abs(z)) - 1), z);

    /// <summary>sign(z)·ln(1 + |z|).</summary>
    public static double Tamed(double z) => z < 0 ? -Math.Log(1 - z) : Math.Log(1 + z);
}
