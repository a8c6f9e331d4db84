using Huracan.Contracts.Reports;

namespace Huracan.Engine.Quality.Metrics;

/// <summary>Measures forecast values.</summary>
public static class RegressionMeasures
{
    extension(RegressionMetrics)
    {
        /// <summary>Measures forecasts against outcomes.</summary>
        /// <exception cref="ArgumentException">Lengths differ.</exception>
        public static RegressionMetrics Of(ReadOnlySpan<double> forecast, ReadOnlySpan<double> actual)
        {
            if (forecast.Length != actual.Length)
                throw new ArgumentException($"There are {forecast.Length} forecasts for {actual.Length} outcomes.", nameof(actual));
            var x = new List<double>(forecast.Length);
            var y = new List<double>(forecast.Length);
            double absolute = 0, squared = 0;
            for (var i = 0; i < forecast.Length; i++)
            {
                var error = forecast[i] - actual[i];
                if (double.IsNaN(error))
                    continue;
                absolute += Math.Abs(error);
                squared += error * error;
                x.Add(forecast[i]);
                y.Add(actual[i]);
            }
            return new RegressionMetrics(x.Count, absolute / x.Count, Math.Sqrt(squared / x.Count), Pearson(Ranks([.. x]), Ranks([.. y])));
        }
    }

    private static double[] Ranks(double[] values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + end - 1) / 2.0;
        }
        return ranks;
    }

    private static double Pearson(double[] x, double[] y)
    {
        var mean = (x.Length - 1) / 2.0; // of ranks from 0
        double xy = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
