namespace Huracan.Engine.Quality.Drift;

/// <summary>Puts the features of a row on one scale, on which a hundred times too much is far and a wild candle is not.</summary>
internal static class FeatureScale
{
    /// <summary>sign(z)·ln(1 + |z|) of z = (x − centre)/scale.</summary>
    public static double Of(double x, double centre, double scale)
    {
        if (!(scale > 0))
            return 0;
        var z = (x - centre) / scale;
        switch (Environment.GetEnvironmentVariable("XSCALE"))
        {
            case "raw": return z;
            case "sqrt": return Math.Sign(z) * 2 * (Math.Sqrt(1 + Math.Abs(z)) - 1);
        }
        return z < 0 ? -Math.Log(1 - z) : Math.Log(1 + z);
    }
}
